import { at } from '../at.ts';
import { FAR_S } from '../problem.ts';
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
}

export function createCursor(): Cursor {
  return { vehicle: 0, place: 0, timeS: 0, cost: 0, trips: 0, stop: -1, order: -1 };
}

/** Puts the cursor where the vehicle's day begins. */
export function beginDay(model: Model, cursor: Cursor, vehicle: number): void {
  const { start, shift } = at(model.problem.vehicles, vehicle);
  cursor.vehicle = vehicle;
  cursor.place = start.place;
  cursor.timeS = Math.max(start.atS, shift.fromS);
  cursor.cost = 0;
  cursor.trips = 0;
  cursor.stop = -1;
  cursor.order = -1;
}

/** Goes to the depot, loads and leaves it; `releaseS` is the latest release among the trip's stops. */
export function beginTrip(model: Model, cursor: Cursor, depotIndex: number, releaseS: number): boolean {
  const vehicle = at(model.problem.vehicles, cursor.vehicle);
  const depot = at(model.problem.depots, depotIndex);
  if (cursor.trips >= vehicle.tripsMax || (depot.aboard && cursor.trips > 0)) return false;
  if (!go(model, cursor, depot.place)) return false;
  const loadedS = Math.max(cursor.timeS, depot.open.fromS) + (depot.aboard ? 0 : vehicle.reloadS);
  cursor.timeS = Math.max(loadedS, releaseS);
  cursor.stop = -1;
  cursor.order = cursor.trips === 0 ? -1 : FAR_S;
  cursor.trips += 1;
  return cursor.timeS <= depot.open.toS;
}

/** Serves a job. More boxes for the stop he is at join the visit and take no further time. */
export function visit(model: Model, cursor: Cursor, jobIndex: number): boolean {
  const stopIndex = at(model.jobs, jobIndex).stop;
  if (stopIndex === cursor.stop) return true;
  const order = at(model.orders, stopIndex);
  if (order < cursor.order) return false;
  const stop = at(model.problem.stops, stopIndex);
  if (!go(model, cursor, stop.place)) return false;
  const startS = firstInWindow(stop.windows, cursor.timeS);
  if (startS < 0) return false;
  cursor.timeS = startS + stop.serviceS;
  cursor.stop = stopIndex;
  cursor.order = order;
  const lateS = Math.max(0, cursor.timeS - stop.dueS);
  cursor.cost += lateS * stop.latenessCostPerS + cursor.timeS * stop.waitingCostPerS;
  return true;
}

/** Goes home; false where he would be there after his shift. */
export function endTrip(model: Model, cursor: Cursor): boolean {
  const { home, shift } = at(model.problem.vehicles, cursor.vehicle);
  return go(model, cursor, home) && cursor.timeS <= shift.toS;
}

/** The first second from `fromS` on that lies in a window, −1 where none does. */
export function firstInWindow(windows: Int32Array, fromS: number): number {
  if (windows.length === 0) return fromS;
  for (let index = 0; index < windows.length; index += 2) {
    if (fromS < at(windows, index + 1)) return Math.max(fromS, at(windows, index));
  }
  return -1;
}

function go(model: Model, cursor: Cursor, place: number): boolean {
  const vehicle = at(model.problem.vehicles, cursor.vehicle);
  const travel = at(model.problem.travel, vehicle.travel);
  const cell = cursor.place * model.placeCount + place;
  const durationS = at(travel.durationsS, cell);
  if (durationS < 0) return false;
  cursor.timeS += durationS;
  cursor.cost += durationS * vehicle.costPerS + at(travel.distancesM, cell) * vehicle.costPerM;
  cursor.place = place;
  return true;
}
