import { setTimeout as delay } from 'node:timers/promises';
import { recordRouter } from '@baogong/drizzle/actions/routers/record';
import { retireRouters } from '@baogong/drizzle/actions/routers/retire';
import type { Clock } from '@baogong/drizzle/database/clock';
import type { Database } from '@baogong/drizzle/database/port';
import { withTransaction } from '@baogong/drizzle/database/transaction';
import type { Id } from '@baogong/drizzle/rules/ids';
import { concurrencyGate } from '../../routing/osrm/gate.ts';
import { endLeftChildren } from '../../routing/osrm/tools/left-children.ts';
import type { CityDatasets } from './city-datasets.ts';
import { type CityLaw, cityLaw } from './city-law.ts';
import { type Seat, type SeatKeeper, seatKeeper } from './seat-keeper.ts';

export interface KeeperOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly cityId: Id;
  readonly datasets: CityDatasets;
  readonly seats: readonly Seat[];
  /** One line for people about each change. */
  readonly say: (line: string) => void;
}

export interface Keeper {
  /** Settles when another keeper has taken the city over, or when `stop` was called. */
  readonly ended: Promise<'stopped' | 'replaced'>;
  stop(): Promise<void>;
}

/** Zones also begin and end by the clock, and a wake-up can be lost with its connection. */
const LOOK_EVERY_MS = 1_000;
/** Orders wake us too: whether the law has changed is asked no more often than this. */
const WAKE_EVERY_MS = 20;
/** Compiling takes a core each. */
const COMPILING_MAX = 2;
const actor = { kind: 'system', id: 'osrm-keeper' } as const;

/**
 * Keeps a process with the law in force for each seat: whenever the law changes, another one is compiled, recorded in place of
 * the old, and the old one ended when nobody can be waiting for it any more.
 */
export async function startKeeper(options: KeeperOptions): Promise<Keeper> {
  const { database, clock, cityId, datasets, say } = options;
  const writing = { actor, purpose: 'routing', clock };
  const left = await endLeftChildren(datasets.runDir);
  const { retired } = await withTransaction(database, writing, (tx) => retireRouters(tx, { cityId }));
  if (left + retired > 0) say(`Left by an earlier keeper: ${left} processes ended, ${retired} records retired`);

  const gate = concurrencyGate(COMPILING_MAX);
  const seats = options.seats.map((seat) =>
    seatKeeper({
      ...{ datasets, seat, say, wake: () => wake('law') },
      record: (router) => withTransaction(database, writing, (tx) => recordRouter(tx, { cityId, ...router })),
      retire: () => withTransaction(database, writing, (tx) => retireRouters(tx, { cityId, ...seat })),
    }),
  );
  const stopping = new AbortController();
  let woken: 'law' | 'maybe' | undefined = 'law';
  let sleeper = new AbortController();
  let knownVersion = 0;
  await look();

  const unlisten = await database.listen('outbox', () => wake('maybe'));
  const ended = run().finally(async () => {
    await unlisten();
    await Promise.all(seats.map((seat) => seat.end()));
  });
  return {
    ended,
    async stop() {
      stopping.abort();
      sleeper.abort();
      await ended;
    },
  };

  async function run(): Promise<'stopped' | 'replaced'> {
    while (!stopping.signal.aborted) {
      const why = await sleep();
      if (stopping.signal.aborted) break;
      try {
        if (!(await look(why === 'maybe' ? knownVersion : undefined))) return 'replaced';
      } catch (error) {
        // The database may be away for a while; what runs goes on answering by its own law.
        say(`Looking at the law failed: ${messageOf(error)}`);
      }
    }
    try {
      await withTransaction(database, writing, (tx) => retireRouters(tx, { cityId }));
    } catch (error) {
      // Whoever asks a router that is gone takes the other engine, and the next keeper retires what is recorded.
      say(`The records could not be retired: ${messageOf(error)}`);
    }
    return 'stopped';
  }

  /** Brings every seat under the law as it is now. False when somebody else keeps this city. */
  async function look(unless?: number): Promise<boolean> {
    woken = undefined;
    const law = await cityLaw({ database, clock, cityId, unless });
    if (!law) return true;
    if (seats.some((seat) => isReplaced(seat, law))) return false;
    const settled = await Promise.all(seats.map((seat) => gate(() => seat.bringUnder(law))));
    if (!settled.includes(false)) knownVersion = law.lawVersion;
    return true;
  }

  function wake(why: 'law' | 'maybe'): void {
    woken = woken === 'law' ? 'law' : why;
    sleeper.abort();
  }

  async function sleep(): Promise<'law' | 'maybe'> {
    await delay(WAKE_EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    if (!woken) {
      sleeper = new AbortController();
      await delay(LOOK_EVERY_MS, undefined, { signal: sleeper.signal }).catch(() => undefined);
    }
    const why = woken ?? 'law';
    woken = undefined;
    return why;
  }
}

function isReplaced(seat: SeatKeeper, { living }: CityLaw): boolean {
  const routerId = seat.recordedId();
  return routerId !== undefined && !living.some(({ id }) => id === routerId);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
