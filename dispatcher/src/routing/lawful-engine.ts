import type { LngLat, MultiPolygonCoordinates } from '@baogong/drizzle/rules/geo';
import type { Profile } from '@baogong/drizzle/rules/vocabulary';
import type { FoundRoute, Ground, LeavingEngine, MatrixQuery, NoRoute, RoutingEngine, TravelMatrix } from './engine.ts';
import { lawfulMatrix, stretched } from './lawful-matrix.ts';
import {
  brokenZones,
  forbiddenZones,
  type PreparedLaw,
  type PreparedZone,
  polygonsOf,
  prepareLaw,
  staysInside,
  type TravelLaw,
  zonesWithout,
} from './travel-law.ts';

export type LawfulFailureReason = 'noLawfulPath' | 'unreachable' | 'tooFarFromRoad';

export interface LawfulFailure {
  readonly unreachable: true;
  readonly reason: LawfulFailureReason;
  /** Index of the place that cannot be reached: 0 is `from` (or the traveller), 1 is `to`. */
  readonly place: number;
  readonly at: LngLat;
}

export type LawfulRoute = (FoundRoute & { readonly engine: string }) | LawfulFailure;

interface LawfulGround extends Pick<Ground, 'snapLimitM' | 'signal'> {
  readonly profile: Profile;
  readonly law: TravelLaw;
}

/** What the planner asks: legs and tables for one traveller class under the law in force for it. */
export interface LawfulEngine {
  matrix(query: LawfulGround & Pick<MatrixQuery, 'from' | 'to'>): Promise<TravelMatrix>;
  route(query: LawfulGround & { from: LngLat; to: LngLat }): Promise<LawfulRoute>;
  /** Out of a zone around a traveller, and clear of all others that do not hold him already: those he leaves one by one. */
  leave(query: LawfulGround & { at: LngLat; zone: MultiPolygonCoordinates }): Promise<LawfulRoute>;
  close(): Promise<void>;
}

/** An engine that serves a place by a street so much further away answers for another place. */
const MOVED_M = 25;
/** How often an engine is asked again without the zones that its last answer broke; big zones cost it half a second each time. */
const DETOURS_MAX = 1;

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
  return {
    route,
    leave,
    matrix: ({ from, to, ...query }) =>
      lawfulMatrix({
        streets,
        first: engines[0],
        law: preparedLaw(query.law),
        ground: groundOf(query),
        places: { from, to },
      }),
    close: async () => void (await Promise.all([...engines, streets].map((engine) => engine.close()))),
  };

  async function route(query: LawfulGround & { from: LngLat; to: LngLat }): Promise<LawfulRoute> {
    const law = preparedLaw(query.law);
    const via = [query.from, query.to];
    const forbidden = forbiddenZones(law, via);
    const ground = groundOf(query);
    const zones = { avoid: polygonsOf(law.avoid), enterOnly: polygonsOf(law.enterOnly) };
    const lawful = await streets.route({ ...ground, ...zones, via });
    if (lawful.unreachable) return failure(query, lawful);

    let believed: FoundRoute | undefined;
    for (const engine of engines) {
      const { free, obedient } = await obedientRoute(engine, { ground, via, forbidden, law, lawful });
      if (obedient) return { ...obedient, engine: engine.capabilities.name };
      believed ??= free;
    }
    if (brokenZones(forbidden, lawful.line).length > 0 || !staysInside(law.confine, lawful.line)) {
      return { unreachable: true, reason: 'noLawfulPath', place: 1, at: query.to };
    }
    const durationS = believed ? await stretchedTime(ground, via, lawful, believed) : lawful.durationS;
    return { ...lawful, durationS, engine: streets.capabilities.name };
  }

  /** As in the tables, so that a leg takes as long as its plan was told. */
  async function stretchedTime(
    ground: Ground,
    via: readonly LngLat[],
    lawful: FoundRoute,
    believed: FoundRoute,
  ): Promise<number> {
    const { confineTo: _, ...lawless } = ground;
    const free = await streets.route({ ...lawless, via });
    return stretched(lawful.durationS, free.unreachable ? undefined : free.durationS, believed.durationS);
  }

  async function failure(query: LawfulGround & { from: LngLat; to: LngLat }, found: NoRoute): Promise<LawfulFailure> {
    if (found.reason === 'tooFarFromRoad') return { ...found, reason: 'tooFarFromRoad' };
    const { confineTo: _, ...lawless } = groundOf(query);
    const free = await streets.route({ ...lawless, via: [query.from, query.to] });
    return { ...found, reason: free.unreachable ? free.reason : 'noLawfulPath' };
  }

  async function leave(query: LawfulGround & { at: LngLat; zone: MultiPolygonCoordinates }): Promise<LawfulRoute> {
    const { at, zone } = query;
    const { confineTo: _, ...lawless } = groundOf(query);
    const avoid = polygonsOf(zonesWithout(preparedLaw(query.law), at));
    const answer = await streets.leave({ ...lawless, avoid, at, zone });
    if (!answer.unreachable) return { ...answer, engine: streets.capabilities.name };
    return { ...answer, reason: answer.reason === 'unreachable' ? 'noLawfulPath' : answer.reason };
  }

  function preparedLaw(law: TravelLaw): PreparedLaw {
    const known = prepared.get(law) ?? prepareLaw(law);
    prepared.set(law, known);
    return known;
  }
}

interface Obedience {
  readonly ground: Ground;
  readonly via: readonly LngLat[];
  readonly forbidden: readonly PreparedZone[];
  readonly law: PreparedLaw;
  readonly lawful: FoundRoute;
}

/**
 * Asks without zones first: a free route that breaks none is the best lawful one. Then only the zones that were broken are
 * excluded, because an engine's cost grows with the ground that it must avoid.
 */
async function obedientRoute(
  engine: RoutingEngine,
  { ground, via, forbidden, law, lawful }: Obedience,
): Promise<{ free?: FoundRoute; obedient?: FoundRoute }> {
  const { confineTo: _, ...lawless } = ground;
  const excluded = new Set<PreparedZone>();
  let free: FoundRoute | undefined;
  for (let round = 0; round <= DETOURS_MAX; round++) {
    const answer = await engine.route({ ...lawless, avoid: polygonsOf([...excluded]), via });
    if (answer.unreachable || moved(answer, lawful)) break;
    free ??= answer;
    if (!staysInside(law.confine, answer.line)) break;
    const broken = brokenZones(forbidden, answer.line);
    if (broken.length === 0) return { free, obedient: answer };
    if (!engine.capabilities.avoidsPolygons || broken.some((zone) => excluded.has(zone))) break;
    for (const zone of broken) excluded.add(zone);
  }
  return free ? { free } : {};
}

function moved(answer: FoundRoute, lawful: FoundRoute): boolean {
  return answer.snappedM.some((metres, i) => metres > (lawful.snappedM[i] ?? 0) + MOVED_M);
}

function groundOf({ profile, law, snapLimitM, signal }: LawfulGround): Ground {
  return {
    profile,
    ...(law.confineTo && { confineTo: law.confineTo }),
    ...(snapLimitM !== undefined && { snapLimitM }),
    ...(signal && { signal }),
  };
}
