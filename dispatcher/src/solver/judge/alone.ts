import { at } from '../at.ts';
import type { Problem } from '../problem.ts';
import type { Evidence, UnservedReason } from '../solution.ts';
import { depotsFor, type Portion, vehiclesFor } from './portion.ts';
import { type ReplayTrip, replay } from './replay.ts';

export interface Finding {
  readonly reason: UnservedReason;
  readonly evidence: Evidence;
}

/** In the order in which a day meets them. */
const barriers = ['unreachable', 'depotClosed', 'timeWindow', 'shiftEnd', 'travelLimit'] as const;
type Barrier = (typeof barriers)[number];

/** Vehicles that could serve a portion if they had nothing else to do. */
export function vehiclesAlone(problem: Problem, portion: Portion, releaseS?: number): number[] {
  const vehicles = vehiclesFor(problem, at(problem.stops, portion.stop));
  return vehicles.filter((vehicle) =>
    sourcesFor(problem, portion, vehicle).some((depot) => isOpen(problem, portion, vehicle, depot, releaseS)),
  );
}

/** Why nobody could serve a portion even if nothing else were planned; null where somebody could. */
export function findingAlone(problem: Problem, portion: Portion): Finding | null {
  const stop = at(problem.stops, portion.stop);
  const vehicles = vehiclesFor(problem, stop);
  const depots = depotsFor(problem, stop);
  if (vehicles.length === 0) return { reason: 'noEligibleVehicle', evidence: { eligible: 0 } };
  if (depots.length === 0) return { reason: 'noSourceDepot', evidence: { depots: 0 } };
  if (vehiclesAlone(problem, portion).length > 0) return null;

  const roomy = vehicles.filter((vehicle) => takes(problem, portion, vehicle));
  if (roomy.length === 0) return { reason: 'capacity', evidence: tooLarge(problem, portion, vehicles) };
  const stocked = depots.filter((depot) => holds(problem, portion, depot));
  if (stocked.length === 0) {
    const held = (depot: number, loadClass: number) => stockOf(problem, depot, loadClass);
    const { held: stock, ...where } = shortage(portion, depots, held);
    return { reason: 'noStock', evidence: { ...where, stock } };
  }

  const furthest = furthestBarrier(problem, portion, roomy, stocked);
  if (furthest.barrier === 'unreachable') {
    return { reason: 'unreachable', evidence: { eligible: vehicles.length, depots: depots.length } };
  }
  if (stop.releaseS > 0 && vehiclesAlone(problem, portion, 0).length > 0) {
    return {
      reason: 'releasedTooLate',
      evidence: { releaseS: stop.releaseS, latestReleaseS: latestRelease(problem, portion) },
    };
  }
  const { barrier, timeS, limitS } = furthest;
  if (barrier === 'shiftEnd' || barrier === 'travelLimit')
    return { reason: barrier, evidence: { overrunS: timeS - limitS } };
  if (barrier === 'timeWindow') return { reason: barrier, evidence: { earliestArriveS: timeS, windowEndsS: limitS } };
  return { reason: barrier, evidence: { earliestDepartS: timeS, closesS: limitS } };
}

interface Shortage {
  readonly depot: number;
  readonly loadClass: number;
  readonly amount: number;
  readonly held: number;
}

/** Of the depots that have too little, the one that is nearest to enough, by the class of which it lacks most. */
export function shortage(
  { amounts }: Portion,
  depots: readonly number[],
  held: (depot: number, loadClass: number) => number,
): Shortage {
  const lacks = ({ amount, held }: Shortage) => amount - held;
  const worstOf = (depot: number) =>
    amounts
      .map((amount, loadClass): Shortage => ({ depot, loadClass, amount, held: held(depot, loadClass) }))
      .filter((entry) => lacks(entry) > 0)
      .reduce<Shortage | null>((a, b) => (a !== null && lacks(a) >= lacks(b) ? a : b), null);
  const short = depots.map(worstOf).filter((entry) => entry !== null);
  return short.reduce((a, b) => (lacks(b) < lacks(a) ? b : a));
}

export function takes(problem: Problem, { loads }: Portion, vehicle: number): boolean {
  const { capacity } = at(problem.vehicles, vehicle);
  return loads.every((load, dimension) => load <= at(capacity, dimension));
}

/** Stock of a depot that counts none is without limit. */
export function stockOf(problem: Problem, depot: number, loadClass: number): number {
  return at(problem.depots, depot).stock?.[loadClass] ?? Number.MAX_SAFE_INTEGER;
}

function holds(problem: Problem, { amounts }: Portion, depot: number): boolean {
  return amounts.every((amount, loadClass) => amount <= stockOf(problem, depot, loadClass));
}

function sourcesFor(problem: Problem, portion: Portion, vehicle: number): number[] {
  if (!takes(problem, portion, vehicle)) return [];
  return depotsFor(problem, at(problem.stops, portion.stop)).filter((depot) => holds(problem, portion, depot));
}

function isOpen(problem: Problem, portion: Portion, vehicle: number, depot: number, releaseS?: number): boolean {
  return replay(problem, vehicle, [tripOf(portion, depot)], releaseS === undefined ? {} : { releaseS }).ok;
}

/** A trip that brings nothing else. */
export function tripOf({ stop, loads }: Portion, depot: number): ReplayTrip {
  return { depot, stops: [stop], boxes: loads[0] ?? 0 };
}

interface Attempt {
  readonly barrier: Barrier;
  readonly timeS: number;
  readonly limitS: number;
}

/** The attempt that gets furthest; of several, the one that misses by the least. */
function furthestBarrier(
  problem: Problem,
  portion: Portion,
  vehicles: readonly number[],
  depots: readonly number[],
): Attempt {
  let best: Attempt = { barrier: 'unreachable', timeS: 0, limitS: 0 };
  for (const vehicle of vehicles) {
    for (const depot of depots) {
      if (!isConnected(problem, vehicle, depot, portion.stop)) continue;
      const result = replay(problem, vehicle, [tripOf(portion, depot)]);
      if (result.ok || !('timeS' in result)) continue;
      const ahead = barriers.indexOf(result.barrier) - barriers.indexOf(best.barrier);
      const closer = result.timeS - result.limitS < best.timeS - best.limitS;
      if (ahead > 0 || (ahead === 0 && closer)) best = result;
    }
  }
  return best;
}

function isConnected(problem: Problem, vehicleIndex: number, depot: number, stop: number): boolean {
  const { start, home, travel } = at(problem.vehicles, vehicleIndex);
  const { durationsS } = at(problem.travel, travel);
  const way = [start.place, at(problem.depots, depot).place, at(problem.stops, stop).place, home];
  return way.slice(1).every((to, leg) => at(durationsS, at(way, leg) * problem.places.length + to) >= 0);
}

/** By halving: a release with which the stop can be served, and with one second later it cannot. */
function latestRelease(problem: Problem, portion: Portion): number {
  let [serves, fails] = [0, at(problem.stops, portion.stop).releaseS];
  while (fails - serves > 1) {
    const middle = Math.floor((serves + fails) / 2);
    if (vehiclesAlone(problem, portion, middle).length > 0) serves = middle;
    else fails = middle;
  }
  return serves;
}

/** The dimension in which no vehicle has room, or in which the first one has not. */
function tooLarge(problem: Problem, { loads }: Portion, vehicles: readonly number[]): Evidence {
  const room = (vehicle: number, dimension: number) => at(at(problem.vehicles, vehicle).capacity, dimension);
  const most = loads.map((_, dimension) => Math.max(...vehicles.map((vehicle) => room(vehicle, dimension))));
  const everywhere = loads.findIndex((load, dimension) => load > at(most, dimension));
  const atFirst = loads.findIndex((load, dimension) => load > room(at(vehicles, 0), dimension));
  const dimension = everywhere >= 0 ? everywhere : atFirst;
  return { dimension, load: at(loads, dimension), capacity: at(most, dimension) };
}
