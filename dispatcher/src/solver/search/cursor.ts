import { type Depot, FAR_S, type Rest, type Stop, type Travel, type Vehicle } from '../problem.ts';
import type { TakenRest } from '../solution.ts';
import { type Docks, departFromDock } from './docks.ts';
import type { Job } from './jobs.ts';
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
  /** The vehicle itself and its travel table: looked up once a day. */
  traveller: Vehicle;
  travel: Travel;
  /** What other vehicles load when. */
  docks: Docks;
  /** Where rests are written down, if anywhere. */
  taken: TakenRest[] | null;
}

/** Only until a day begins. */
const nobody = { rests: [] } as unknown as Vehicle;
const nowhere = {} as Travel;

export function createCursor(): Cursor {
  return {
    vehicle: 0,
    place: 0,
    timeS: 0,
    cost: 0,
    trips: 0,
    stop: -1,
    order: -1,
    rest: 0,
    drivenS: 0,
    workedS: 0,
    setOffS: 0,
    traveller: nobody,
    travel: nowhere,
    docks: null,
    taken: null,
  };
}

/** From now on the cursor is this vehicle. */
export function rideAs(model: Model, cursor: Cursor, vehicle: number): Vehicle {
  const traveller = model.problem.vehicles[vehicle] as Vehicle;
  cursor.vehicle = vehicle;
  cursor.traveller = traveller;
  cursor.travel = model.problem.travel[traveller.travel] as Travel;
  return traveller;
}

/** Puts the cursor where the vehicle's day begins. */
export function beginDay(model: Model, cursor: Cursor, vehicle: number, docks: Docks): void {
  const { start, shift, rests } = rideAs(model, cursor, vehicle);
  cursor.place = start.place;
  cursor.timeS = Math.max(start.atS, shift.fromS);
  cursor.cost = 0;
  cursor.trips = 0;
  cursor.stop = -1;
  cursor.order = -1;
  cursor.rest = 0;
  while (cursor.rest < rests.length && (rests[cursor.rest] as Rest).toS <= cursor.timeS) cursor.rest += 1;
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
  const vehicle = cursor.traveller;
  const depot = model.problem.depots[depotIndex] as Depot;
  if (cursor.trips >= vehicle.tripsMax || (depot.aboard && cursor.trips > 0)) return false;
  const cell = cursor.place * model.placeCount + depot.place;
  const wayS = cursor.travel.durationsS[cell] as number;
  if (wayS < 0) return false;
  const loadingS = loadingTime(vehicle, depot, freight.boxes);
  const isFirst = cursor.trips === 0;
  const notBeforeS = isFirst ? Math.max(freight.releaseS, vehicle.firstDepart.fromS) : freight.releaseS;
  let departS = leaves(cursor, depotIndex, depot, wayS, loadingS, notBeforeS);
  while (restsBefore(vehicle, cursor, departS)) departS = leaves(cursor, depotIndex, depot, wayS, loadingS, notBeforeS);
  drive(cursor, cell, depot.place);
  cursor.timeS = departS;
  cursor.setOffS = departS - loadingS - wayS;
  cursor.stop = -1;
  cursor.order = isFirst ? -1 : FAR_S;
  cursor.trips += 1;
  return departS <= depot.open.toS && (!isFirst || departS <= vehicle.firstDepart.toS);
}

/** When a vehicle that sets off for a depot now leaves it loaded. */
function leaves(
  { timeS, vehicle, docks }: Cursor,
  depotIndex: number,
  { open, docks: count }: Depot,
  wayS: number,
  loadingS: number,
  notBeforeS: number,
): number {
  const departS = Math.max(Math.max(timeS + wayS, open.fromS) + loadingS, notBeforeS);
  if (docks === null || count === null) return departS;
  return departFromDock(docks, { depot: depotIndex, count, vehicle }, departS, loadingS);
}

/** Serves a job. More boxes for the stop he is at join the visit and take no further time. */
export function visit(model: Model, cursor: Cursor, jobIndex: number): boolean {
  const stopIndex = (model.jobs[jobIndex] as Job).stop;
  if (stopIndex === cursor.stop) return true;
  const order = model.orders[stopIndex] as number;
  if (order < cursor.order) return false;
  const stop = model.problem.stops[stopIndex] as Stop;
  const cell = cursor.place * model.placeCount + stop.place;
  const wayS = cursor.travel.durationsS[cell] as number;
  if (wayS < 0) return false;
  let endS = served(stop, cursor.timeS + wayS);
  while (restsBefore(cursor.traveller, cursor, endS)) endS = served(stop, cursor.timeS + wayS);
  drive(cursor, cell, stop.place);
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
  const { home, shift, fairShare, travelMaxS } = cursor.traveller;
  const cell = cursor.place * model.placeCount + home;
  const wayS = cursor.travel.durationsS[cell] as number;
  if (wayS < 0) return false;
  while (restsBefore(cursor.traveller, cursor, cursor.timeS + wayS));
  drive(cursor, cell, home);
  const before = Math.max(0, cursor.workedS - fairShare.sharedS);
  cursor.workedS += cursor.timeS - cursor.setOffS;
  cursor.cost += (Math.max(0, cursor.workedS - fairShare.sharedS) - before) * fairShare.costPerS;
  return cursor.timeS <= shift.toS && cursor.drivenS <= travelMaxS;
}

/** How long a vehicle loads at a depot. */
export function loadingTime(vehicle: Vehicle, depot: Depot, boxes: number): number {
  return depot.aboard ? 0 : vehicle.reloadS + depot.loadingPerBoxS * boxes;
}

/** The first second from `fromS` on that lies in a window, −1 where none does. */
export function firstInWindow(windows: Int32Array, fromS: number): number {
  if (windows.length === 0) return fromS;
  for (let index = 0; index < windows.length; index += 2) {
    if (fromS < (windows[index + 1] as number)) return Math.max(fromS, windows[index] as number);
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

/** Drives the leg of a cell of the travel table. */
function drive(cursor: Cursor, cell: number, place: number): void {
  const { traveller, travel } = cursor;
  const durationS = travel.durationsS[cell] as number;
  cursor.timeS += durationS;
  cursor.drivenS += durationS;
  cursor.cost += durationS * traveller.costPerS + (travel.distancesM[cell] as number) * traveller.costPerM;
  cursor.place = place;
}
