import type { LngLat, MultiPolygonCoordinates } from '@baogong/drizzle/rules/geo';
import type { Profile } from '@baogong/drizzle/rules/vocabulary';
import { boxesMeet } from './area.ts';
import type {
  FoundRoute,
  LeavingEngine,
  MatrixQuery,
  NoRoute,
  RouteAnswer,
  RoutingEngine,
  TravelMatrix,
} from './engine.ts';
import {
  forbiddenZones,
  lineIsLawful,
  type PreparedLaw,
  prepareLaw,
  type TravelLaw,
  zonesAround,
} from './travel-law.ts';

export type LawfulFailureReason = 'noLawfulPath' | 'unreachable' | 'tooFarFromRoad';

export interface LawfulFailure {
  readonly unreachable: true;
  readonly reason: LawfulFailureReason;
  /** Index of the place that cannot be reached: 0 is `from`, 1 is `to`. */
  readonly place: number;
  readonly at: LngLat;
}

export type LawfulRoute = (FoundRoute & { readonly engine: string }) | LawfulFailure;

interface LawfulGround {
  readonly profile: Profile;
  readonly law: TravelLaw;
  readonly snapLimitM?: number;
  readonly signal?: AbortSignal;
}

/** What the planner asks: legs and tables for one traveller class under the law in force for it. */
export interface LawfulEngine {
  matrix(query: LawfulGround & Pick<MatrixQuery, 'from' | 'to'>): Promise<TravelMatrix>;
  route(query: LawfulGround & { from: LngLat; to: LngLat }): Promise<LawfulRoute>;
  /** Out of a zone that was declared around a traveller; `law` holds the other zones. */
  leave(query: LawfulGround & { at: LngLat; zone: MultiPolygonCoordinates }): Promise<LawfulRoute>;
  close(): Promise<void>;
}

/** A first engine that serves a place by a street so much further away answers for another place. */
const MOVED_M = 25;
/** Excluding polygons closes whole blocks between junctions, so near zones other engines see other streets. */
const CLEAR_OF_ZONES_DEG = 0.003;

/**
 * Puts engines behind one law. The street engine alone decides what can be reached, so a table and the later leg of the
 * same pair always agree; the other engines, in order of preference, give better lines and times where they obey.
 */
export function lawfulEngine({
  engines,
  streets,
}: {
  engines: readonly RoutingEngine[];
  streets: LeavingEngine;
}): LawfulEngine {
  const prepared = new WeakMap<TravelLaw, PreparedLaw>();
  return { matrix, route, leave, close };

  async function route(query: LawfulGround & { from: LngLat; to: LngLat }): Promise<LawfulRoute> {
    const law = preparedLaw(query.law);
    const via = [query.from, query.to];
    const forbidden = forbiddenZones(law, via);
    const ground = { ...groundOf(query), avoid: forbidden.map((zone) => zone.polygon) };

    const lawful = await streets.route({ ...ground, via });
    if (lawful.unreachable) return failure(query, lawful);
    for (const engine of capable(engines, law, forbidden.length > 0)) {
      const { confineTo: _, ...open } = ground;
      const answer = await engine.route({ ...(engine.capabilities.confines ? ground : open), via });
      if (!answer.unreachable && obeys(answer, lawful) && lineIsLawful(forbidden, law.confine, answer.line)) {
        return { ...answer, engine: engine.capabilities.name };
      }
    }
    if (lineIsLawful(forbidden, law.confine, lawful.line)) return { ...lawful, engine: streets.capabilities.name };
    return { unreachable: true, reason: 'noLawfulPath', place: 1, at: query.to };
  }

  async function failure(query: LawfulGround & { from: LngLat; to: LngLat }, found: NoRoute): Promise<LawfulFailure> {
    if (found.reason === 'tooFarFromRoad') return { ...found, reason: 'tooFarFromRoad' };
    const { profile, snapLimitM } = query;
    const lawless = await streets.route({ profile, ...(snapLimitM && { snapLimitM }), via: [query.from, query.to] });
    return { ...found, reason: lawless.unreachable ? lawless.reason : 'noLawfulPath' };
  }

  async function leave(query: LawfulGround & { at: LngLat; zone: MultiPolygonCoordinates }): Promise<LawfulRoute> {
    const { profile, law, at, zone } = query;
    const others = [...law.avoid, ...law.enterOnly].filter((polygon) => polygon !== zone);
    const { confineTo: _, ...ground } = groundOf(query);
    const answer: RouteAnswer = await streets.leave({ ...ground, profile, avoid: others, at, zone });
    if (!answer.unreachable) return { ...answer, engine: streets.capabilities.name };
    return { ...answer, reason: answer.reason === 'unreachable' ? 'noLawfulPath' : answer.reason };
  }

  async function matrix(query: LawfulGround & Pick<MatrixQuery, 'from' | 'to'>): Promise<TravelMatrix> {
    const law = preparedLaw(query.law);
    const tables = await streetTables(query, law);
    const first = capable(engines, law, law.avoid.length + law.enterOnly.length > 0)[0];
    if (!first || law.confine) return tables;

    const rows = clearPlaces(law, query.from);
    const columns = clearPlaces(law, query.to);
    if (rows.length === 0 || columns.length === 0) return tables;
    const better = await first.matrix({
      ...groundOf(query),
      avoid: forbiddenZones(law, []).map((zone) => zone.polygon),
      from: pick(query.from, rows),
      to: pick(query.to, columns),
    });
    rows.forEach((row, r) => {
      columns.forEach((column, c) => {
        const at = row * query.to.length + column;
        const from = r * columns.length + c;
        const seconds = better.durationsS[from] ?? -1;
        if ((tables.durationsS[at] ?? -1) < 0 || seconds < 0) return;
        tables.durationsS[at] = seconds;
        tables.distancesM[at] = better.distancesM[from] ?? -1;
      });
    });
    return tables;
  }

  /** Pairs with the same forbidden zones share a question; without enter-only zones there is one. */
  async function streetTables(
    query: LawfulGround & Pick<MatrixQuery, 'from' | 'to'>,
    law: PreparedLaw,
  ): Promise<TravelMatrix> {
    const width = query.to.length;
    const durationsS = new Int32Array(query.from.length * width).fill(-1);
    const distancesM = new Int32Array(query.from.length * width).fill(-1);
    const tooFarFrom = new Set<number>();
    const tooFarTo = new Set<number>();
    for (const rows of groups(law, query.from)) {
      for (const columns of groups(law, query.to)) {
        const from = pick(query.from, rows);
        const to = pick(query.to, columns);
        const avoid = forbiddenZones(law, [...from.slice(0, 1), ...to.slice(0, 1)]).map((zone) => zone.polygon);
        const part = await streets.matrix({ ...groundOf(query), avoid, from, to });
        rows.forEach((row, r) => {
          columns.forEach((column, c) => {
            durationsS[row * width + column] = part.durationsS[r * columns.length + c] ?? -1;
            distancesM[row * width + column] = part.distancesM[r * columns.length + c] ?? -1;
          });
        });
        for (const r of part.tooFarFrom) tooFarFrom.add(rows[r] ?? -1);
        for (const c of part.tooFarTo) tooFarTo.add(columns[c] ?? -1);
      }
    }
    return {
      durationsS,
      distancesM,
      tooFarFrom: [...tooFarFrom].sort(ascending),
      tooFarTo: [...tooFarTo].sort(ascending),
    };
  }

  function preparedLaw(law: TravelLaw): PreparedLaw {
    const known = prepared.get(law) ?? prepareLaw(law);
    prepared.set(law, known);
    return known;
  }

  async function close(): Promise<void> {
    await Promise.all([...engines, streets].map((engine) => engine.close()));
  }
}

function groundOf({ profile, law, snapLimitM, signal }: LawfulGround) {
  return {
    profile,
    ...(law.confineTo && { confineTo: law.confineTo }),
    ...(snapLimitM !== undefined && { snapLimitM }),
    ...(signal && { signal }),
  };
}

/** An engine that cannot avoid is still worth asking: its line is judged. One that cannot confine almost never obeys. */
function capable(engines: readonly RoutingEngine[], law: PreparedLaw, zones: boolean): RoutingEngine[] {
  return engines.filter(
    ({ capabilities }) => (!zones || capabilities.avoidsPolygons) && (!law.confine || capabilities.confines),
  );
}

function obeys(answer: FoundRoute, lawful: FoundRoute): boolean {
  return answer.snappedM.every((metres, i) => metres <= (lawful.snappedM[i] ?? 0) + MOVED_M);
}

function groups(law: PreparedLaw, places: readonly LngLat[]): number[][] {
  const byZones = new Map<string, number[]>();
  places.forEach((at, i) => {
    const key = zonesAround(law, at).join();
    const group = byZones.get(key);
    if (group) group.push(i);
    else byZones.set(key, [i]);
  });
  return [...byZones.values()];
}

function clearPlaces(law: PreparedLaw, places: readonly LngLat[]): number[] {
  const zones = [...law.avoid, ...law.enterOnly];
  return places.flatMap(([x, y], i) => {
    const near = [
      x - CLEAR_OF_ZONES_DEG,
      y - CLEAR_OF_ZONES_DEG,
      x + CLEAR_OF_ZONES_DEG,
      y + CLEAR_OF_ZONES_DEG,
    ] as const;
    return zones.some(({ area }) => boxesMeet(area.box, near)) ? [] : [i];
  });
}

function pick<T>(all: readonly T[], indices: readonly number[]): T[] {
  return indices.flatMap((i) => all.slice(i, i + 1));
}

function ascending(a: number, b: number): number {
  return a - b;
}
