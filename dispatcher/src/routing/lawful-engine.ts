import type { LngLat, MultiPolygonCoordinates } from '@baogong/drizzle/rules/geo';
import { Unavailable } from '@baogong/drizzle/rules/refusal';
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
/** Big zones cost an engine half a second each time, and where many lie in the way it rarely finds round them all at once. */
const DETOURS_MAX = 1;
const DETOUR_ZONES_MAX = 2;

interface LawfulEngineParts {
  /** In order of preference; none is needed. */
  readonly engines: readonly RoutingEngine[];
  readonly streets: LeavingEngine;
  /** A broken engine is done without; this tells whoever keeps it. */
  readonly onUnavailable?: (error: Unavailable, engine: RoutingEngine) => void;
}

/**
 * Puts engines behind one law. The street engine alone decides what can be reached, so a table and the later leg of the
 * same pair always agree; the other engines, in order of preference, give better lines and times where they obey.
 */
export function lawfulEngine({ engines, streets, onUnavailable = () => undefined }: LawfulEngineParts): LawfulEngine {
  const prepared = new WeakMap<TravelLaw, PreparedLaw>();
  const first = engines[0];
  return {
    route,
    leave,
    matrix: ({ from, to, ...query }) =>
      lawfulMatrix({
        streets,
        askFirst: (places) => first && tried(first, () => first.matrix({ ...lawlessOf(groundOf(query)), ...places })),
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
      const { free, obedient } =
        (await tried(engine, () => obedientRoute(engine, { ground, via, forbidden, law, lawful }))) ?? {};
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
    const free = await streets.route({ ...lawlessOf(ground), via });
    return stretched(lawful.durationS, free.unreachable ? undefined : free.durationS, believed.durationS);
  }

  async function failure(query: LawfulGround & { from: LngLat; to: LngLat }, found: NoRoute): Promise<LawfulFailure> {
    if (found.reason === 'tooFarFromRoad') return { ...found, reason: 'tooFarFromRoad' };
    const free = await streets.route({ ...lawlessOf(groundOf(query)), via: [query.from, query.to] });
    return { ...found, reason: free.unreachable ? free.reason : 'noLawfulPath' };
  }

  async function leave(query: LawfulGround & { at: LngLat; zone: MultiPolygonCoordinates }): Promise<LawfulRoute> {
    const { at, zone } = query;
    const avoid = polygonsOf(zonesWithout(preparedLaw(query.law), at));
    const answer = await streets.leave({ ...lawlessOf(groundOf(query)), avoid, at, zone });
    if (!answer.unreachable) return { ...answer, engine: streets.capabilities.name };
    return { ...answer, reason: answer.reason === 'unreachable' ? 'noLawfulPath' : answer.reason };
  }

  async function tried<T>(engine: RoutingEngine, ask: () => Promise<T>): Promise<T | undefined> {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      onUnavailable(error, engine);
      return undefined;
    }
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
  const excluded = new Set<PreparedZone>();
  let free: FoundRoute | undefined;
  for (let round = 0; round <= DETOURS_MAX; round++) {
    const answer = await engine.route({ ...lawlessOf(ground), avoid: polygonsOf([...excluded]), via });
    if (answer.unreachable || moved(answer, lawful)) break;
    free ??= answer;
    if (!staysInside(law.confine, answer.line)) break;
    const broken = brokenZones(forbidden, answer.line);
    if (broken.length === 0) return { free, obedient: answer };
    if (!engine.capabilities.avoidsPolygons || broken.some((zone) => excluded.has(zone))) break;
    if (broken.length > DETOUR_ZONES_MAX) break;
    for (const zone of broken) excluded.add(zone);
  }
  return free ? { free } : {};
}

function moved(answer: FoundRoute, lawful: FoundRoute): boolean {
  return answer.snappedM.some((metres, i) => metres > (lawful.snappedM[i] ?? 0) + MOVED_M);
}

function lawlessOf({ confineTo: _, avoid: __, ...ground }: Ground): Ground {
  return ground;
}

function groundOf({ profile, law, snapLimitM, signal }: LawfulGround): Ground {
  return {
    profile,
    ...(law.confineTo && { confineTo: law.confineTo }),
    ...(snapLimitM !== undefined && { snapLimitM }),
    ...(signal && { signal }),
  };
}
