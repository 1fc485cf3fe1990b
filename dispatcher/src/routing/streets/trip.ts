import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { Profile } from '@baogong/drizzle/rules/vocabulary';
import { connectorMs, withoutRepeats } from '../connector.ts';
import { arcEnd, arcStart, nodeAt, type StreetGraph } from './graph.ts';
import type { StreetLaw } from './law.ts';
import { arcsAt, type Foothold, type Role } from './nearest.ts';
import type { Costs, Reach, Seed } from './search.ts';

/** One end of a trip: the place and the streets that can serve it, nearest first. */
export interface TripEnd {
  readonly at: LngLat;
  readonly footholds: readonly Foothold[];
  readonly stubs: readonly Stub[];
}

/** A stub is the part of an arc between a foothold and the node that the search knows. */
export interface Stub {
  readonly foothold: Foothold;
  readonly node: number;
  readonly costMs: number;
  readonly metres: number;
  readonly penaltyMs: number;
}

export interface Trip {
  readonly costMs: number;
  readonly metres: number;
  readonly start: Foothold;
  readonly end: Foothold;
  /** Absent where start and end lie on one segment and no node is passed. */
  readonly nodes: { readonly last: number } | undefined;
}

/** A further street is used only when the nearest leads nowhere, so its extra metres are made dear for the choice. */
const FURTHER_MS_PER_M = 10_000;

export function stubsOf(
  graph: StreetGraph,
  law: StreetLaw,
  profile: Profile,
  footholds: readonly Foothold[],
  role: Role,
): Stub[] {
  const arcMs = graph.arcMs[profile];
  return footholds.flatMap((foothold) =>
    arcsAt(law, foothold.segment, foothold.fraction, role)
      .filter((arc) => (arcMs[arc] ?? 0) > 0)
      .map((arc) => {
        const towards = arc & 1 ? 1 - foothold.fraction : foothold.fraction;
        const share = role === 'end' ? towards : 1 - towards;
        return {
          foothold,
          node: role === 'end' ? arcStart(graph, arc) : arcEnd(graph, arc),
          costMs: (arcMs[arc] ?? 0) * share + connectorMs(foothold.distanceM, profile),
          metres: (graph.lengthM[arc >> 1] ?? 0) * share + foothold.distanceM,
          penaltyMs: penaltyMs(footholds, foothold),
        };
      }),
  );
}

export function seedsOf(start: TripEnd): Seed[] {
  return start.stubs.map((stub, origin) => ({
    node: stub.node,
    costMs: stub.costMs + stub.penaltyMs,
    metres: stub.metres,
    origin,
  }));
}

interface TripAsked {
  readonly start: TripEnd;
  readonly end: TripEnd;
  /** From the start's stubs, or against the traffic from the end's. */
  readonly reach: Costs;
  readonly isAgainst?: boolean;
}

/** The best way into the end's stubs after a search from the start's, or straight along a segment that they share. */
export function bestTrip(
  graph: StreetGraph,
  law: StreetLaw,
  profile: Profile,
  { start, end, reach, isAgainst = false }: TripAsked,
): Trip | undefined {
  let best: Trip | undefined;
  let bestMs = Number.POSITIVE_INFINITY;

  const [searched, seeded] = isAgainst ? [start, end] : [end, start];
  for (const stub of searched.stubs) {
    const costMs = reach.costMs(stub.node) + stub.costMs + stub.penaltyMs;
    if (costMs >= bestMs) continue;
    const origin = seeded.stubs[reach.origin(stub.node)];
    if (!origin) continue;
    bestMs = costMs;
    best = {
      costMs: costMs - stub.penaltyMs - origin.penaltyMs,
      metres: reach.metres(stub.node) + stub.metres,
      start: isAgainst ? stub.foothold : origin.foothold,
      end: isAgainst ? origin.foothold : stub.foothold,
      nodes: { last: stub.node },
    };
  }

  for (const from of start.footholds) {
    for (const to of end.footholds) {
      const direct = directTrip(graph, law, profile, from, to);
      if (!direct) continue;
      const costMs = direct.costMs + penaltyMs(start.footholds, from) + penaltyMs(end.footholds, to);
      if (costMs >= bestMs) continue;
      bestMs = costMs;
      best = direct;
    }
  }
  return best;
}

export function tripLine(graph: StreetGraph, trip: Trip, places: readonly [LngLat, LngLat], reach: Reach): LngLat[] {
  const line: LngLat[] = [places[0], trip.start.point];
  if (trip.nodes) {
    const arcs = reach.arcsTo(trip.nodes.last);
    line.push(nodeAt(graph, arcs[0] === undefined ? trip.nodes.last : arcStart(graph, arcs[0])));
    for (const arc of arcs) line.push(nodeAt(graph, arcEnd(graph, arc)));
  }
  line.push(trip.end.point, places[1]);
  return withoutRepeats(line);
}

function directTrip(
  graph: StreetGraph,
  law: StreetLaw,
  profile: Profile,
  from: Foothold,
  to: Foothold,
): Trip | undefined {
  if (from.segment !== to.segment) return undefined;
  const arc = to.fraction >= from.fraction ? 2 * from.segment : 2 * from.segment + 1;
  const ms = graph.arcMs[profile][arc] ?? 0;
  if (ms === 0 || !sameStretch(law, from, to)) return undefined;
  const share = Math.abs(to.fraction - from.fraction);
  return {
    costMs: ms * share + connectorMs(from.distanceM, profile) + connectorMs(to.distanceM, profile),
    metres: (graph.lengthM[from.segment] ?? 0) * share + from.distanceM + to.distanceM,
    start: from,
    end: to,
    nodes: undefined,
  };
}

function sameStretch(law: StreetLaw, from: Foothold, to: Foothold): boolean {
  if (law.open[from.segment]) return true;
  const ends = law.parts.get(from.segment);
  if (!ends) return false;
  const fractions = [from.fraction, to.fraction];
  return fractions.every((f) => f <= ends.head) || fractions.every((f) => f >= ends.tail);
}

function penaltyMs(footholds: readonly Foothold[], foothold: Foothold): number {
  return (foothold.distanceM - (footholds[0]?.distanceM ?? 0)) * FURTHER_MS_PER_M;
}
