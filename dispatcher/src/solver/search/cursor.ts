import { at } from '../at.ts';
import { type Depot, FAR_S, type Stop, type Vehicle } from '../problem.ts';
import type { TakenRest } from '../solution.ts';
import { type Docks, departFromDock } from './docks.ts';
import type { Model } from './model.ts';

/**
 * A vehicle under way. The three steps below are the only place in the search that knows how time passes and what it costs;
 * each moves the cursor on and answers false where the step is not possible (the cursor is then worthless).
 */
export interface Cursor {
  vehicle: number;
  place: number;
  timeS: number;
  /** All costs so far but the vehicle's fixed one. */
  cost: number;
  /** Trips begun. */
  trips: number;
  /** The stop he is at, −1 elsewhere. */
  stop: number;
  /** Rank of the last visit in the frozen prefix; a lower one may not follow. */
  order: number;
  /** The first of his rests that is still to come. */
  rest: number;
  /** Seconds of driving so far. */
  drivenS: number;
  /** Seconds under way on the trips that are over, and when the present one set off. */
  workedS: number;
  setOffS: number;
  /** What other vehicles load when. */
  docks: Docks;
  /** Where rests are written down, if anywhere. */
  taken: TakenRest[] | null;
}

export function createCursor(): Cursor {
  return {
    ...{ vehicle: 0, place: 0, timeS: 0, cost: 0, trips: 0, stop: -1, order: -1 },
    ...{ rest: 0, drivenS: 0, workedS: 0, setOffS: 0, docks: null, taken: null },
  };
}

/** Puts the cursor where the vehicle's day begins. */
export function beginDay(model: Model, cursor: Cursor, vehicle: number, docks: Docks): void {
  const { start, shift, rests } = at(model.problem.vehicles, vehicle);
  cursor.vehicle = vehicle;
  cursor.place = start.place;
  cursor.timeS = Math.max(start.atS, shift.fromS);
  cursor.cost = 0;
  cursor.trips = 0;
  cursor.stop = -1;
  cursor.order = -1;
  cursor.rest = 0;
  while (cursor.rest < rests.length && at(rests, cursor.rest).toS <= cursor.timeS) cursor.rest += 1;
  cursor.drivenS = 0;
  cursor.workedS = 0;
  cursor.docks = docks;
}

/** Goes to the depot, loads `boxes` and leaves it; `releaseS` is the latest release among the trip's stops. */
export function beginTrip(
  model: Model,
  cursor: Cursor,
  depotIndex: number,
  freight: { readonly releaseS: number; readonly boxes: number },
): boolean {
  const vehicle = at(model.problem.vehicles, cursor.vehicle);
  const depot = at(model.problem.depots, depotIndex);
  if (cursor.trips >= vehicle.tripsMax || (depot.aboard && cursor.trips > 0)) return false;
  const wayS = secondsTo(model, cursor, depot.place);
  if (wayS < 0) return false;
  const loadingS = loadingTime(vehicle, depot, freight.boxes);
  const leaves = () => {
    const readyS = Math.max(cursor.timeS + wayS, depot.open.fromS) + loadingS;
    const departS = Math.max(readyS, freight.releaseS);
    if (cursor.docks === null || depot.docks === null) return departS;
    const where = { depot: depotIndex, count: depot.docks, vehicle: cursor.vehicle };
    return departFromDock(cursor.docks, where, departS, loadingS);
  };
  let departS = leaves();
  while (restsBefore(vehicle, cursor, departS)) departS = leaves();
  drive(model, cursor, depot.place);
  cursor.timeS = departS;
  cursor.setOffS = departS - loadingS - wayS;
  cursor.stop = -1;
  cursor.order = cursor.trips === 0 ? -1 : FAR_S;
  cursor.trips += 1;
  return departS <= depot.open.toS;
}

/** Serves a job. More boxes for the stop he is at join the visit and take no further time. */
export function visit(model: Model, cursor: Cursor, jobIndex: number): boolean {
  const stopIndex = at(model.jobs, jobIndex).stop;
  if (stopIndex === cursor.stop) return true;
  const order = at(model.orders, stopIndex);
  if (order < cursor.order) return false;
  const vehicle = at(model.problem.vehicles, cursor.vehicle);
  const stop = at(model.problem.stops, stopIndex);
  const wayS = secondsTo(model, cursor, stop.place);
  if (wayS < 0) return false;
  let endS = served(stop, cursor.timeS + wayS);
  while (restsBefore(vehicle, cursor, endS)) endS = served(stop, cursor.timeS + wayS);
  drive(model, cursor, stop.place);
  if (endS === FAR_S) return false;
  cursor.timeS = endS;
  cursor.stop = stopIndex;
  cursor.order = order;
  cursor.cost += Math.max(0, endS - stop.dueS) * stop.latenessCostPerS + endS * stop.waitingCostPerS;
  if (stop.before !== null && stop.before.vehicle !== cursor.vehicle) cursor.cost += stop.before.changeCost;
  return true;
}

/** Goes home; false where he would be there after his shift, or has driven too much by then. */
export function endTrip(model: Model, cursor: Cursor): boolean {
  const vehicle = at(model.problem.vehicles, cursor.vehicle);
  const { home, shift, fairShare } = vehicle;
  const wayS = secondsTo(model, cursor, home);
  if (wayS < 0) return false;
  while (restsBefore(vehicle, cursor, cursor.timeS + wayS));
  drive(model, cursor, home);
  const before = Math.max(0, cursor.workedS - fairShare.sharedS);
  cursor.workedS += cursor.timeS - cursor.setOffS;
  cursor.cost += (Math.max(0, cursor.workedS - fairShare.sharedS) - before) * fairShare.costPerS;
  return cursor.timeS <= shift.toS && cursor.drivenS <= vehicle.travelMaxS;
}

/** How long a vehicle loads at a depot. */
export function loadingTime(vehicle: Vehicle, depot: Depot, boxes: number): number {
  return depot.aboard ? 0 : vehicle.reloadS + depot.loadingPerBoxS * boxes;
}

/** The first second from `fromS` on that lies in a window, −1 where none does. */
export function firstInWindow(windows: Int32Array, fromS: number): number {
  if (windows.length === 0) return fromS;
  for (let index = 0; index < windows.length; index += 2) {
    if (fromS < at(windows, index + 1)) return Math.max(fromS, at(windows, index));
  }
  return -1;
}

/** When service is over for who arrives at `arriveS`; `FAR_S` = he is too late. */
function served({ windows, serviceS }: Stop, arriveS: number): number {
  const startS = firstInWindow(windows, arriveS);
  return startS < 0 ? FAR_S : startS + serviceS;
}

/** Takes the next rest if it is due before a step that would end at `endS` (see `Rest`); false where none is. */
function restsBefore(vehicle: Vehicle, cursor: Cursor, endS: number): boolean {
  const rest = vehicle.rests[cursor.rest];
  if (rest === undefined || (cursor.timeS < rest.fromS && endS < rest.toS)) return false;
  const startS = Math.max(cursor.timeS, rest.fromS);
  cursor.taken?.push({ rest: cursor.rest, startS });
  cursor.timeS = startS + rest.durationS;
  cursor.rest += 1;
  return true;
}

function secondsTo(model: Model, cursor: Cursor, place: number): number {
  const { travel } = at(model.problem.vehicles, cursor.vehicle);
  return at(at(model.problem.travel, travel).durationsS, cursor.place * model.placeCount + place);
}

function drive(model: Model, cursor: Cursor, place: number): void {
  const vehicle = at(model.problem.vehicles, cursor.vehicle);
  const travel = at(model.problem.travel, vehicle.travel);
  const cell = cursor.place * model.placeCount + place;
  const durationS = at(travel.durationsS, cell);
  cursor.timeS += durationS;
  cursor.drivenS += durationS;
  cursor.cost += durationS * vehicle.costPerS + at(travel.distancesM, cell) * vehicle.costPerM;
  cursor.place = place;
}
