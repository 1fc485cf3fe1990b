import { setPriority } from 'node:os';
import { liveRouters } from '@baogong/drizzle/queries/routers/live-routers';
import type { LngLat } from '@baogong/drizzle/rules/geo';
import { seededRandom, seedFrom } from '@baogong/drizzle/rules/random';
import { readPbf } from '../../osm/read-pbf.ts';
import { lawfulEngine } from '../../routing/lawful-engine.ts';
import { recordedRouters } from '../../routing/osrm/recorded-routers.ts';
import { streetEngine, streetsOf } from '../../routing/streets/street-engine.ts';
import { readOwnDatabaseUrl } from './config.ts';
import { type DeclaredZones, declaredZones } from './declared-zones.ts';
import { sameAsFresh } from './fresh-tables.ts';
import { startKeeperChild } from './keeper-child.ts';
import { lawAudit } from './law-audit.ts';
import { openLawCity } from './law-city.ts';
import type { ClassFigures } from './run-class.ts';
import { runClasses, zonesOnRoutes } from './run-lawful-trips.ts';
import { changeZones } from './zone-changes.ts';

export interface OsrmTrips {
  readonly figures: readonly ClassFigures[];
  readonly audited: number;
  readonly brokenAnswers: number;
  readonly changes: number;
  readonly unanswered: number;
  /** Per class, from the commit of a change to the first answer under the new law. */
  readonly answeredMs: Readonly<Record<string, { p50: number; p95: number; most: number }>>;
  /** Classes whose table is that of fresh files, to the number, after all that came and went. */
  readonly sameAsFresh: readonly string[];
}

interface Asked {
  readonly pbf: string;
  readonly trips: number;
  readonly zones: number;
  readonly seed: number;
  readonly zoneEveryS: number;
  readonly radiusM: readonly [least: number, most: number];
}

const JUDGE_NICE = 10;

/** The trips on OSRM as its keeper serves it, under zones that a commander declares and lifts meanwhile in a database. */
export async function osrmTrips(asked: Asked): Promise<OsrmTrips> {
  const { trips, seed, radiusM, zoneEveryS } = asked;
  const city = await openLawCity({ url: readOwnDatabaseUrl(), pbf: asked.pbf });
  const { database, cityId } = city;
  let keeper: Awaited<ReturnType<typeof startKeeperChild>> | undefined;
  try {
    const network = readPbf(city.pbf);
    const streets = streetsOf(network);
    const audit = lawAudit(city);
    let brokenAnswers = 0;
    const engine = lawfulEngine({
      engines: [],
      streets: streetEngine(streets),
      routers: recordedRouters({
        read: () => database.read((db) => liveRouters(db, cityId)),
        client: { timeoutMs: 5_000, retriesMax: 1, fetch: audit.fetch },
      }),
      onUnavailable: () => brokenAnswers++,
    });
    const zones = declaredZones(city);
    const spots = await declareBase(zones, await zonesOnRoutes({ network, engine, radiusM, seed, zones: asked.zones }));

    keeper = await startKeeperChild(city);
    // The judge must not slow down what it judges.
    setPriority(JUDGE_NICE);
    const random = seededRandom(seedFrom('zone changes', seed));
    const spot = () => random.pick(spots);
    const changing = changeZones({ city, zones, random, radiusM, spot, everyMs: zoneEveryS * 1000 });
    const figures = await runClasses({ network, engine, book: zones, trips, seed, keptLaw: audit.keptLaw });
    await changing.stop();
    const same = await sameAsFresh({ city, streets, zones, places: spots });
    return {
      ...{ figures, audited: audit.counts.audited, brokenAnswers, sameAsFresh: same },
      ...{ changes: changing.changes.count, unanswered: changing.changes.unanswered },
      answeredMs: Object.fromEntries([...changing.answeredMs].map(([name, ms]) => [name, quantiles(ms)])),
    };
  } finally {
    await keeper?.stop();
    await city.close();
  }
}

/** Declares the zones that stay; gives places beside them, where changes are sure to be felt. */
async function declareBase(zones: DeclaredZones, drawn: readonly (readonly (readonly (readonly LngLat[])[])[])[]) {
  const spots: LngLat[] = [];
  for (const polygon of drawn) {
    const corner = polygon[0]?.[0]?.[0];
    if (corner) spots.push(corner);
    await zones.declare(polygon);
  }
  return spots;
}

function quantiles(ms: readonly number[]): { p50: number; p95: number; most: number } {
  const sorted = [...ms].sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? -1);
  return { p50: at(0.5), p95: at(0.95), most: at(1) };
}
