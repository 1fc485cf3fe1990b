import type { LngLat, MultiPolygonCoordinates } from '@baogong/drizzle/rules/geo';
import { Unavailable } from '@baogong/drizzle/rules/refusal';
import type { Profile } from '@baogong/drizzle/rules/vocabulary';
import { compiledMatrix } from './compiled-matrix.ts';
import { doneWithout, type OnUnavailable } from './done-without.ts';
import type {
  Detours,
  FoundRoute,
  Ground,
  LeavingEngine,
  MatrixQuery,
  NoRoute,
  Reachable,
  RoutingEngine,
  TravelMatrix,
} from './engine.ts';
import type { LawRouters } from './law-routers.ts';
import { lawfulMatrix, type Places, stretched } from './lawful-matrix.ts';
import { lawlessTables } from './lawless-tables.ts';
import { lawlessOf, type Obedience, obedientRoute, obeys } from './obedient-route.ts';
import {
  brokenZones,
  forbiddenZones,
  type PreparedLaw,
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
  /** What the matrix would find reachable, as far as that is known without a search. */
  reach(query: LawfulGround & Pick<MatrixQuery, 'from' | 'to'>): Promise<Reachable>;
  /** How far it is at least over some ground: no lawful way over it is quicker, whatever its ends may enter. */
  detours(
    query: LawfulGround & { places: readonly LngLat[]; over: readonly MultiPolygonCoordinates[] },
  ): Promise<Detours>;
  close(): Promise<void>;
}

export interface LawfulEngineParts {
  /** In order of preference; none is needed. */
  readonly engines: readonly RoutingEngine[];
  readonly streets: LeavingEngine;
  /** Asked before all others: their law is the one that is asked for, or they are not asked. */
  readonly routers?: LawRouters;
  /** A broken engine is done without; this tells whoever keeps it. */
  readonly onUnavailable?: OnUnavailable;
}

/**
 * Puts engines behind one law. The street engine alone decides what can be reached, so a table and the later leg of the
 * same pair always agree; the other engines, in order of preference, give better lines and times where they obey.
 */
export function lawfulEngine(parts: LawfulEngineParts): LawfulEngine {
  const { engines, streets, routers } = parts;
  const tried = doneWithout(parts.onUnavailable);
  const prepared = new WeakMap<TravelLaw, PreparedLaw>();
  const lawless = lawlessTables({ streets, askFirst });
  return {
    route,
    leave,
    reach: ({ from, to, ...query }) => {
      const { avoid, enterOnly } = preparedLaw(query.law);
      const zones = { avoid: polygonsOf(avoid), enterOnly: polygonsOf(enterOnly) };
      return streets.reach({ ...groundOf(query), ...zones, from, to });
    },
    detours: ({ places, over, ...query }) =>
      streets.detours({ ...groundOf(query), avoid: polygonsOf(preparedLaw(query.law).avoid), places, over }),
    matrix: async ({ from, to, ...query }) => {
      const asked = { law: preparedLaw(query.law), ground: groundOf(query), places: { from, to } };
      const compiled = await compiledTable(query, asked.places);
      if (compiled) return compiledMatrix({ streets, ...compiled, ...asked });
      return lawfulMatrix({ streets, lawless, ...asked });
    },
    close: async () => {
      await routers?.close();
      await Promise.all([...engines, streets].map((engine) => engine.close()));
    },
  };

  async function route(query: LawfulGround & { from: LngLat; to: LngLat }): Promise<LawfulRoute> {
    const law = preparedLaw(query.law);
    const via = [query.from, query.to];
    const forbidden = forbiddenZones(law, via);
    const ground = groundOf(query);
    const zones = { avoid: polygonsOf(law.avoid), enterOnly: polygonsOf(law.enterOnly) };
    const lawful = await streets.route({ ...ground, ...zones, via });
    if (lawful.unreachable) return failure(query, lawful);

    const compiled = await compiledRoute(query, { ground, via, forbidden, law, lawful });
    if (compiled) return compiled;
    let believed: FoundRoute | undefined;
    for (const engine of engines) {
      const { free, obedient } =
        (await tried(engine.capabilities.name, () => obedientRoute(engine, { ground, via, forbidden, law, lawful }))) ??
        {};
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

  /** The line of an engine that has the law compiled in, if it keeps to it up to the places themselves. */
  async function compiledRoute(query: LawfulGround, asked: Obedience): Promise<LawfulRoute | undefined> {
    const engine = await routerFor(query);
    const answer =
      engine &&
      (await tried(engine.capabilities.name, () => engine.route({ ...lawlessOf(asked.ground), via: asked.via })));
    if (!engine || !answer) return undefined;
    if (answer.unreachable && answer.reason === 'tooFarFromRoad') tellStreetless(engine, [answer.at]);
    if (answer.unreachable || !obeys(answer, asked)) return undefined;
    return { ...answer, engine: engine.capabilities.name };
  }

  async function compiledTable(query: LawfulGround, places: Places) {
    const engine = await routerFor(query);
    if (!engine) return undefined;
    const ground = lawlessOf(groundOf(query));
    const compiled = await tried(engine.capabilities.name, () => engine.matrix({ ...ground, ...places }));
    return compiled && { compiled, onStreetless: (at: readonly LngLat[]) => tellStreetless(engine, at) };
  }

  /** It is done without there; who keeps it learns that its streets are not those of the city. */
  function tellStreetless({ capabilities: { name } }: RoutingEngine, at: readonly LngLat[]): void {
    const others = at.length > 1 ? ` and ${at.length - 1} places more` : '';
    parts.onUnavailable?.(new Unavailable(`${name} knows no street near ${at[0]?.join()}${others}`), name);
  }

  /** Without law, by the first engine that is well. */
  async function askFirst(ground: Ground, places: Places): Promise<TravelMatrix | undefined> {
    for (const engine of engines) {
      const table = await tried(engine.capabilities.name, () => engine.matrix({ ...ground, ...places }));
      if (table) return table;
    }
    return undefined;
  }

  async function routerFor({ profile, law }: LawfulGround): Promise<RoutingEngine | undefined> {
    return routers && tried('routers', () => routers.under(profile, law));
  }

  function preparedLaw(law: TravelLaw): PreparedLaw {
    const known = prepared.get(law) ?? prepareLaw(law);
    prepared.set(law, known);
    return known;
  }
}

function groundOf({ profile, law, snapLimitM, signal }: LawfulGround): Ground {
  return {
    profile,
    ...(law.confineTo && { confineTo: law.confineTo }),
    ...(snapLimitM !== undefined && { snapLimitM }),
    ...(signal && { signal }),
  };
}
