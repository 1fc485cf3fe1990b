import { at } from '../at.ts';
import type { Problem, Rest, Stop, Vehicle } from '../problem.ts';
import { firstLoaded, type Loading, loadingS } from './loading.ts';

export interface ReplayTrip {
  readonly depot: number;
  readonly stops: readonly number[];
  /** Units of the first load dimension aboard: what loading takes longer by. */
  readonly boxes: number;
}

interface Surroundings {
  /** Stands in for the release of every stop, to ask what another release would change. */
  readonly releaseS?: number;
  /** What the other vehicles of the plan load: docks are shared with them. */
  readonly loadings?: readonly Loading[];
}

/** A vehicle's day driven as early as can be: what it costs, or the first thing that stops it and by how much. */
type Replay = { readonly ok: true; readonly cost: number } | Stopped;
type Stopped =
  | { readonly ok: false; readonly barrier: 'unreachable' | 'tripsMax' | 'aboard' | 'pin' }
  | {
      readonly ok: false;
      readonly barrier: 'depotClosed' | 'timeWindow' | 'shiftEnd' | 'travelLimit';
      readonly timeS: number;
      readonly limitS: number;
    };

/** A vehicle under way: where and when it is, what it has done so far and the rests that are still before it. */
interface Day {
  readonly problem: Problem;
  readonly index: number;
  readonly vehicle: Vehicle;
  readonly rests: Rest[];
  place: number;
  timeS: number;
  travelS: number;
  workedS: number;
  cost: number;
}

export function replay(
  problem: Problem,
  vehicleIndex: number,
  trips: readonly ReplayTrip[],
  around: Surroundings = {},
): Replay {
  const vehicle = at(problem.vehicles, vehicleIndex);
  if (trips.length > vehicle.tripsMax) return { ok: false, barrier: 'tripsMax' };
  if (trips.some((trip, index) => index > 0 && at(problem.depots, trip.depot).aboard))
    return { ok: false, barrier: 'aboard' };
  if (!keepsPins(problem, trips)) return { ok: false, barrier: 'pin' };

  const day = beginDay(problem, vehicleIndex);
  for (const [index, trip] of trips.entries()) {
    const stopped = load(day, trip, { ...around, isFirst: index === 0 }) ?? visitAll(day, trip) ?? goHome(day);
    if (stopped !== null) return stopped;
  }
  const { travelMaxS, fairShare, fixedCost } = vehicle;
  if (day.travelS > travelMaxS) return { ok: false, barrier: 'travelLimit', timeS: day.travelS, limitS: travelMaxS };
  const balance = Math.max(0, day.workedS - fairShare.sharedS) * fairShare.costPerS;
  return { ok: true, cost: day.cost + balance + (trips.length > 0 ? fixedCost : 0) };
}

/** A rest that ends its interval before the day begins is none of this day. */
function beginDay(problem: Problem, index: number): Day {
  const vehicle = at(problem.vehicles, index);
  const timeS = Math.max(vehicle.start.atS, vehicle.shift.fromS);
  const rests = vehicle.rests.filter(({ toS }) => toS > timeS);
  return { problem, index, vehicle, rests, place: vehicle.start.place, timeS, travelS: 0, workedS: 0, cost: 0 };
}

/** To the depot, loaded and off, as soon as its hours, a dock and the goods allow. */
function load(
  day: Day,
  { depot: depotIndex, stops, boxes }: ReplayTrip,
  around: Surroundings & { readonly isFirst: boolean },
): Stopped | null {
  const { problem, vehicle } = day;
  const hours = around.isFirst ? vehicle.firstDepart : { fromS: 0, toS: Number.POSITIVE_INFINITY };
  const depot = at(problem.depots, depotIndex);
  const wayS = durationTo(day, depot.place);
  if (wayS < 0) return { ok: false, barrier: 'unreachable' };
  const lengthS = loadingS(vehicle, depot, boxes);
  const releaseS = stops.reduce((last, stop) => Math.max(last, around.releaseS ?? at(problem.stops, stop).releaseS), 0);
  const others = (around.loadings ?? []).filter((other) => other.depot === depotIndex && other.vehicle !== day.index);
  const departFrom = (leaveS: number) => {
    const loadedS = Math.max(leaveS + wayS, depot.open.fromS) + lengthS;
    return firstLoaded(depot.docks, { earliestS: Math.max(loadedS, releaseS, hours.fromS), lengthS }, others);
  };

  takeRests(day, departFrom);
  const departS = departFrom(day.timeS);
  drive(day, depot.place, wayS);
  day.timeS = departS;
  // He sets off as late as his loading allows; from then on he works.
  day.workedS -= departS - lengthS - wayS;
  const limitS = Math.min(depot.open.toS, hours.toS);
  return departS > limitS ? { ok: false, barrier: 'depotClosed', timeS: departS, limitS } : null;
}

/** A stop where he is already (further boxes of it) takes nothing more. */
function visitAll(day: Day, { stops }: ReplayTrip): Stopped | null {
  for (const [position, index] of stops.entries()) {
    if (index === stops[position - 1]) continue;
    const stop = at(day.problem.stops, index);
    const wayS = durationTo(day, stop.place);
    if (wayS < 0) return { ok: false, barrier: 'unreachable' };
    const startFrom = (leaveS: number) => nextStart(stop, leaveS + wayS);
    takeRests(day, (leaveS) => (startFrom(leaveS) ?? Number.POSITIVE_INFINITY) + stop.serviceS);

    const startS = startFrom(day.timeS);
    drive(day, stop.place, wayS);
    if (startS === null)
      return { ok: false, barrier: 'timeWindow', timeS: day.timeS, limitS: at(stop.windows, stop.windows.length - 1) };
    day.timeS = startS + stop.serviceS;
    day.cost += Math.max(0, day.timeS - stop.dueS) * stop.latenessCostPerS + day.timeS * stop.waitingCostPerS;
    if (stop.before !== null && stop.before.vehicle !== day.index) day.cost += stop.before.changeCost;
  }
  return null;
}

function goHome(day: Day): Stopped | null {
  const { home, shift } = day.vehicle;
  const wayS = durationTo(day, home);
  if (wayS < 0) return { ok: false, barrier: 'unreachable' };
  takeRests(day, (leaveS) => leaveS + wayS);
  drive(day, home, wayS);
  day.workedS += day.timeS;
  return day.timeS > shift.toS ? { ok: false, barrier: 'shiftEnd', timeS: day.timeS, limitS: shift.toS } : null;
}

/**
 * Rests where he stands before a step: once a rest may begin, or before that if the step, which ends at `endFrom` the second
 * in which he leaves for it, would end when it is too late to begin the rest. A step that is not possible never ends.
 */
function takeRests(day: Day, endFrom: (leaveS: number) => number): void {
  for (let rest = day.rests[0]; rest !== undefined; rest = day.rests[0]) {
    if (day.timeS < rest.fromS && endFrom(day.timeS) < rest.toS) return;
    day.timeS = Math.max(day.timeS, rest.fromS) + rest.durationS;
    day.rests.shift();
  }
}

function durationTo({ problem, vehicle, place }: Day, to: number): number {
  return at(at(problem.travel, vehicle.travel).durationsS, place * problem.places.length + to);
}

function drive(day: Day, to: number, wayS: number): void {
  const { problem, vehicle, place } = day;
  const metres = at(at(problem.travel, vehicle.travel).distancesM, place * problem.places.length + to);
  day.cost += wayS * vehicle.costPerS + metres * vehicle.costPerM;
  day.travelS += wayS;
  day.timeS += wayS;
  day.place = to;
}

function nextStart({ windows }: Stop, timeS: number): number | null {
  if (windows.length === 0) return timeS;
  const to = windows.findIndex((edge, index) => index % 2 === 1 && edge > timeS);
  return to < 0 ? null : Math.max(timeS, at(windows, to - 1));
}

/** Frozen visits come first, in their order, in the first trip only. */
function keepsPins(problem: Problem, trips: readonly ReplayTrip[]): boolean {
  return trips.every(({ stops }, trip) => {
    const orders = stops.map((stop) => {
      const { pin } = at(problem.stops, stop);
      return pin.level === 'sequence' ? pin.order : Number.POSITIVE_INFINITY;
    });
    if (trip > 0) return orders.every((order) => order === Number.POSITIVE_INFINITY);
    return orders.every((order, index) => index === 0 || order >= at(orders, index - 1));
  });
}
