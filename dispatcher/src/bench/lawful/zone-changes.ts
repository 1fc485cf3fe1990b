import { setTimeout as delay } from 'node:timers/promises';
import { type LiveRouter, liveRouters } from '@baogong/drizzle/queries/routers/live-routers';
import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { Id } from '@baogong/drizzle/rules/ids';
import type { Random } from '@baogong/drizzle/rules/random';
import { lawKeyOf } from '../../routing/law-key.ts';
import { osrmClient } from '../../routing/osrm/osrm-client.ts';
import type { DeclaredZones } from './declared-zones.ts';
import type { LawCity } from './law-city.ts';
import { randomZone } from './random-zones.ts';
import { lawOf, type TripClass, tripClasses } from './trip-classes.ts';

export interface ZoneChanges {
  /** Per class, milliseconds from the commit of a change to the first answer under the new law. */
  readonly answeredMs: ReadonlyMap<string, number[]>;
  readonly changes: { count: number; unanswered: number };
  /** Ends with every zone lifted that it declared. */
  stop(): Promise<void>;
}

interface Asked {
  readonly city: LawCity;
  readonly zones: DeclaredZones;
  readonly random: Random;
  readonly everyMs: number;
  readonly radiusM: readonly [least: number, most: number];
  /** Where a zone is sure to be felt. */
  readonly spot: () => LngLat;
}

const LOOK_MS = 5;
const ANSWER_MS_MAX = 15_000;
/** So many zones come and go at a time. */
const OPEN_MAX = 3;

/** Declares a zone, or lifts one, every so often, and measures how soon each class's router answers by the new law. */
export function changeZones(asked: Asked): ZoneChanges {
  const { city, zones, random, everyMs } = asked;
  const answeredMs = new Map(tripClasses.map(({ travellerClass }) => [travellerClass as string, [] as number[]]));
  const changes = { count: 0, unanswered: 0 };
  const stopping = new AbortController();
  const open: Id[] = [];
  let looking: Promise<LiveRouter[]> | undefined;
  const running = run();
  return {
    answeredMs,
    changes,
    async stop() {
      stopping.abort();
      await running;
      for (const zoneId of open.splice(0)) await zones.lift(zoneId);
    },
  };

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const beganMs = performance.now();
      if (await change()) await measure(performance.now());
      const restMs = Math.max(0, everyMs - (performance.now() - beganMs));
      await delay(restMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  /** False where the ground was refused, or the zone to be lifted had gone. */
  async function change(): Promise<boolean> {
    const oldest = open.length >= OPEN_MAX || (open.length > 1 && random.next() < 0.5) ? open.shift() : undefined;
    if (oldest) return zones.lift(oldest);
    const radiusM = asked.radiusM[0] + random.next() * (asked.radiusM[1] - asked.radiusM[0]);
    const zoneId = await zones.declare(randomZone(random, asked.spot(), radiusM));
    if (zoneId) open.push(zoneId);
    return zoneId !== undefined;
  }

  async function measure(committedMs: number): Promise<void> {
    changes.count++;
    const { inForce, lawVersion } = await zones.look();
    const polygons = inForce.map((i) => zones.zones[i] ?? []);
    await Promise.all(
      tripClasses.map(async (tripClass) => {
        // Carriers have a law each, by their own zone, and one process for all of them.
        const owns = tripClass.confined ? polygons : [undefined];
        const keys = owns.map((own) => lawKeyOf(lawOf(tripClass, polygons, own)));
        const ms = await untilAnswered(tripClass, { keys, lawVersion, committedMs });
        if (ms === undefined) changes.unanswered++;
        else answeredMs.get(tripClass.travellerClass)?.push(ms);
      }),
    );
  }

  async function untilAnswered(
    { travellerClass, profile }: TripClass,
    law: { keys: readonly string[]; lawVersion: number; committedMs: number },
  ): Promise<number | undefined> {
    for (;;) {
      const living = await look();
      const isRight = (router: LiveRouter) =>
        router.travellerClass === travellerClass &&
        router.profile === profile &&
        router.lawVersion >= law.lawVersion &&
        law.keys.some((key) => router.lawKeys.includes(key));
      const router = living.find(isRight);
      const waitedMs = performance.now() - law.committedMs;
      if (router && (await answers(router))) return performance.now() - law.committedMs;
      if (waitedMs > ANSWER_MS_MAX) return undefined;
      await delay(LOOK_MS);
    }
  }

  /** One look for all classes that wait. */
  function look(): Promise<LiveRouter[]> {
    looking ??= city.database
      .read((db) => liveRouters(db, city.cityId))
      .finally(() => {
        looking = undefined;
      });
    return looking;
  }

  async function answers({ url, token }: LiveRouter): Promise<boolean> {
    const places = [asked.spot(), asked.spot()];
    const table = await osrmClient({ baseUrl: url, token }).table(places, places);
    return table.sources.length === places.length;
  }
}
