import { type Ground, SNAP_LIMIT_M } from '../engine.ts';
import type { StreetGraph } from './graph.ts';
import type { StreetLaw } from './law.ts';
import { footholds, type Role } from './nearest.ts';
import type { Streets } from './street-engine.ts';
import { stubsOf, type TripEnd } from './trip.ts';
import type { ZonedPlace } from './trip-laws.ts';

/** A table asks for the same places again and again: what can be reached, how far the changed ground is, block by block. */
const ENDS_KEPT = 12_000;
const endsKnown = new WeakMap<StreetGraph, Map<string, TripEnd>>();
const lawNumbers = new WeakMap<StreetLaw, number>();
let lawsSeen = 0;

/** The streets that can serve a place under the law for legs that start (or end) there. */
export function tripEnd(streets: Streets, query: Ground, place: ZonedPlace, law: StreetLaw, role: Role): TripEnd {
  const known = endsKnown.get(streets.graph) ?? new Map<string, TripEnd>();
  endsKnown.set(streets.graph, known);
  const number = lawNumbers.get(law) ?? ++lawsSeen;
  lawNumbers.set(law, number);
  const key = `${number} ${query.profile} ${role} ${query.snapLimitM ?? ''} ${place.at.join()}`;
  const end = known.get(key) ?? findEnd(streets, query, place, law, role);
  if (known.size >= ENDS_KEPT && !known.has(key)) known.delete(known.keys().next().value ?? key);
  known.set(key, end);
  return end;
}

function findEnd({ graph, index }: Streets, query: Ground, place: ZonedPlace, law: StreetLaw, role: Role): TripEnd {
  const { profile, snapLimitM: limitM = SNAP_LIMIT_M } = query;
  const found = footholds(graph, index, { profile, law, at: place.at, role, limitM });
  return { at: place.at, footholds: found, stubs: stubsOf(graph, law, profile, found, role) };
}

/** Too far means far from every street of the profile, whatever the law says of them. */
export function isTooFar({ graph, index, laws }: Streets, query: Ground, end: TripEnd): boolean {
  if (end.footholds.length > 0) return false;
  const { profile, snapLimitM: limitM = SNAP_LIMIT_M } = query;
  return footholds(graph, index, { profile, law: laws.law([]), at: end.at, role: 'start', limitM }).length === 0;
}

export function samePlace(start: TripEnd, end: TripEnd): boolean {
  const served = start.footholds.length > 0 && end.footholds.length > 0;
  return served && start.at[0] === end.at[0] && start.at[1] === end.at[1];
}

export function nearestM({ footholds: found }: TripEnd): number {
  return found[0]?.distanceM ?? Number.POSITIVE_INFINITY;
}
