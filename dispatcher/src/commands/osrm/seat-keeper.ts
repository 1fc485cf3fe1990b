import { setTimeout as delay } from 'node:timers/promises';
import type { RecordRouter } from '@baogong/drizzle/actions/routers/record';
import type { FleetProfile } from '@baogong/drizzle/queries/fleet/fleet-profiles';
import type { Id } from '@baogong/drizzle/rules/ids';
import { digest, lawKeyOf } from '../../routing/law-key.ts';
import type { CityDatasets } from './city-datasets.ts';
import type { CityLaw } from './city-law.ts';
import { type RouterProcess, routerToken, startRouter } from './router-process.ts';
import { seatLaw } from './seat-law.ts';

/** One traveller class on one kind of vehicle: what has a law, and so a process, of its own. */
export type Seat = FleetProfile;

export interface SeatKeeper {
  /** Serves and records this law; false when that failed and is to be tried again. */
  bringUnder(law: CityLaw): Promise<boolean>;
  /** The record by which this seat is found now, if it is. */
  recordedId(): Id | undefined;
  end(): Promise<void>;
}

interface Options {
  readonly datasets: CityDatasets;
  readonly seat: Seat;
  readonly say: (line: string) => void;
  /** Asks to be brought under the law again. */
  readonly wake: () => void;
  readonly record: (router: Omit<RecordRouter, 'cityId'>) => Promise<{ routerId: Id }>;
  readonly retire: () => Promise<unknown>;
}

interface Serving {
  readonly process: RouterProcess;
  /** Names all that the law of this seat is made of. */
  readonly lawMark: string;
  readonly routerId: Id;
}

/** Who has just read the old record gets his answer before its process ends. */
const RETIRE_AFTER_MS = 2_000;
const RETRY_MS = 500;
const RETRY_MS_MAX = 30_000;

export function seatKeeper({ datasets, seat, say, wake, record, retire }: Options): SeatKeeper {
  const { travellerClass, profile } = seat;
  const name = `${travellerClass} ${profile}`;
  const leaving = new Set<Promise<void>>();
  const ending = new AbortController();
  let serving: Serving | undefined;
  let started = 0;
  let failures = 0;
  let retry = { lawMark: '', atMs: 0 };
  return { bringUnder, recordedId: () => serving?.routerId, end };

  async function bringUnder({ lawVersion, policy, zones }: CityLaw): Promise<boolean> {
    const lawMark = digest([lawVersion, policy.zoneLaw[travellerClass], zones.map((zone) => [zone.id, zone.class])]);
    if (serving?.lawMark === lawMark) return true;
    if (retry.lawMark === lawMark && performance.now() < retry.atMs) return false;

    const beganMs = performance.now();
    try {
      const { law, keeps } = seatLaw(datasets.streets, { policy, zones, travellerClass });
      const isSame = serving?.process.token === routerToken(datasets, profile, law);
      const running = isSame ? serving?.process : undefined;
      const process =
        running ?? (await startRouter(datasets, { profile, law, name: `${travellerClass}-${profile}-${started++}` }));
      await take(process, { lawMark, lawVersion, lawKeys: keeps().map(lawKeyOf) });
      failures = 0;
      say(`law ${lawVersion}  ${name}  ${process.url}  ${Math.round(performance.now() - beganMs)} ms`);
      return true;
    } catch (error) {
      retry = { lawMark, atMs: performance.now() + Math.min(RETRY_MS_MAX, RETRY_MS * 2 ** failures++) };
      say(`law ${lawVersion}  ${name}  failed: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  }

  /** Records a process in place of the one before. One that cannot be recorded is ended, for nobody would ever find it. */
  async function take(
    process: RouterProcess,
    { lawMark, ...under }: { lawMark: string; lawVersion: number; lawKeys: readonly string[] },
  ): Promise<void> {
    const { token, url } = process;
    const before = serving?.process;
    try {
      const { routerId } = await record({ ...seat, ...under, token, url });
      serving = { process, lawMark, routerId };
    } catch (error) {
      if (process !== before) await process.end();
      throw error;
    }
    if (process === before) return;
    void process.ended.then(() => noticeEnd(process));
    if (before) endLater(before);
  }

  function endLater(process: RouterProcess): void {
    const left = delay(RETIRE_AFTER_MS, undefined, { signal: ending.signal })
      .catch(() => undefined)
      .then(() => process.end())
      .finally(() => leaving.delete(left));
    leaving.add(left);
  }

  /** A process that ends by itself is taken from the record at once, and another one started. */
  async function noticeEnd(process: RouterProcess): Promise<void> {
    if (serving?.process !== process || ending.signal.aborted) return;
    say(`${name}  ${process.url}  ended by itself`);
    serving = undefined;
    await retire().catch((error: unknown) => say(`${name}  its record could not be retired: ${error}`));
    await process.end();
    wake();
  }

  async function end(): Promise<void> {
    ending.abort();
    const last = serving?.process;
    serving = undefined;
    await Promise.all([...leaving, last?.end()]);
  }
}
