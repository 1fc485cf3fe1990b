import type { LngLat, MultiPolygonCoordinates } from '@baogong/drizzle/rules/geo';
import type { Random } from '@baogong/drizzle/rules/random';
import type { StreetNetwork } from '../../osm/street-network.ts';
import type { LawfulEngine, LawfulRoute } from '../../routing/lawful-engine.ts';
import { NO_LAW } from '../../routing/travel-law.ts';
import { type ClosedStreets, hasOpenPath, plainStreets, streetsBeyond, touchedStreets } from './plain-search.ts';
import { lawOf, type TripClass } from './trip-classes.ts';
import { CROSSING_M, holds, judgedZone, lengthM, metresBetween, sampledInsideM } from './turf-judge.ts';

export interface ClassFigures {
  readonly travellerClass: string;
  readonly trips: number;
  readonly routesWithoutLaw: number;
  /** Of these, how many touch forbidden ground. */
  readonly crossedWithoutLaw: number;
  readonly openPaths: number;
  readonly lawfulOfOpen: number;
  readonly lawful: number;
  readonly unlawfulLegs: number;
  readonly withoutReason: number;
  readonly reasons: Readonly<Record<string, number>>;
  readonly engines: Readonly<Record<string, number>>;
  readonly legMsP50: number;
  readonly legMsP95: number;
}

interface RunInput {
  readonly network: StreetNetwork;
  readonly engine: LawfulEngine;
  readonly zones: readonly MultiPolygonCoordinates[];
  readonly random: Random;
  readonly trips: number;
}

const JOIN_M = 1;
const JITTER_DEG = 0.0002;
const DRAWS_MAX = 2000;

/** Draws places, asks for legs and judges each of them by means that the engines do not know. */
export async function runClass(
  tripClass: TripClass,
  { network, engine, zones, random, trips }: RunInput,
): Promise<ClassFigures> {
  const plain = plainStreets(network, tripClass.profile);
  const nodes = [...plain.neighbours.keys()];
  const judged = zones.map(judgedZone);
  const closed = judged.map(
    (zone): ClosedStreets => (tripClass.confined ? streetsBeyond(plain, zone) : touchedStreets(plain, zone)),
  );
  const nodesIn = judged.map((zone) => (tripClass.confined ? nodes.filter((node) => holds(zone, plain.at(node))) : []));
  const closedTogether = new Map<string, ClosedStreets>();
  const ownZones = nodesIn.flatMap((inside, i) => (inside.length >= 4 ? [i] : []));
  const openLaw = lawOf(tripClass, zones);

  const tally = {
    routesWithoutLaw: 0,
    crossedWithoutLaw: 0,
    openPaths: 0,
    lawfulOfOpen: 0,
    lawful: 0,
    unlawfulLegs: 0,
    withoutReason: 0,
  };
  const reasons: Record<string, number> = {};
  const engines: Record<string, number> = {};
  const legMs: number[] = [];

  for (let trip = 0; trip < trips; trip++) {
    const own = tripClass.confined ? random.pick(ownZones) : undefined;
    const [from, to] = [place(own), place(own)];
    const law = own === undefined ? openLaw : lawOf(tripClass, zones, zones[own]);

    const started = performance.now();
    const leg = await engine.route({ profile: tripClass.profile, law, from, to });
    legMs.push(performance.now() - started);

    const open = await engine.route({ profile: tripClass.profile, law: NO_LAW, from, to });
    if (!open.unreachable) tally.routesWithoutLaw++;
    if (!open.unreachable && !isLawful(open, own, from, to)) tally.crossedWithoutLaw++;
    const openPath = hasOpenPath(plain, closedFor(own, from, to), from, to);
    if (openPath) tally.openPaths++;

    if (leg.unreachable) {
      reasons[leg.reason] = (reasons[leg.reason] ?? 0) + 1;
      if (!leg.reason) tally.withoutReason++;
    } else if (isLawful(leg, own, from, to)) {
      tally.lawful++;
      if (openPath) tally.lawfulOfOpen++;
      engines[leg.engine] = (engines[leg.engine] ?? 0) + 1;
    } else {
      tally.unlawfulLegs++;
    }
  }
  legMs.sort((a, b) => a - b);
  const quantile = (share: number) => Math.round((legMs[Math.floor(legMs.length * share)] ?? 0) * 10) / 10;
  return {
    travellerClass: tripClass.travellerClass,
    trips,
    ...tally,
    reasons,
    engines,
    legMsP50: quantile(0.5),
    legMsP95: quantile(0.95),
  };

  function place(own: number | undefined): LngLat {
    for (let draw = 0; draw < DRAWS_MAX; draw++) {
      const [lng, lat] = plain.at(random.pick(own === undefined ? nodes : (nodesIn[own] ?? nodes)));
      const at: LngLat = [lng + (random.next() - 0.5) * JITTER_DEG, lat + (random.next() - 0.5) * JITTER_DEG];
      const inside = judged.some((zone) => holds(zone, at));
      const zone = own === undefined ? undefined : judged[own];
      if (zone ? holds(zone, at) : tripClass.mayEndInside || !inside) return at;
    }
    throw new RangeError(`no place for a ${tripClass.travellerClass} in ${DRAWS_MAX} draws: too many zones`);
  }

  /** Zones that bind this trip: those that hold an end do not, for a class that may end inside. */
  function closedFor(own: number | undefined, from: LngLat, to: LngLat): ClosedStreets {
    const binding = own === undefined ? zones.flatMap((_, i) => (binds(i, from, to) ? [i] : [])) : [own];
    const key = binding.join();
    const known = closedTogether.get(key) ?? new Set(binding.flatMap((i) => [...(closed[i] ?? [])]));
    closedTogether.set(key, known);
    return known;
  }

  function binds(i: number, from: LngLat, to: LngLat): boolean {
    const zone = judged[i];
    return zone !== undefined && !(tripClass.mayEndInside && (holds(zone, from) || holds(zone, to)));
  }

  function isLawful(
    leg: Extract<LawfulRoute, { unreachable: false }>,
    own: number | undefined,
    from: LngLat,
    to: LngLat,
  ): boolean {
    const first = leg.line[0] ?? to;
    const last = leg.line.at(-1) ?? from;
    if (metresBetween(first, from) > JOIN_M || metresBetween(last, to) > JOIN_M) return false;
    const home = own === undefined ? undefined : judged[own];
    if (home) return lengthM(leg.line) - sampledInsideM(home, leg.line) <= CROSSING_M;
    return judged.every((zone, i) => !binds(i, from, to) || sampledInsideM(zone, leg.line) <= CROSSING_M);
  }
}
