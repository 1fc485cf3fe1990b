import { at } from '../at.ts';
import type { TakenRest } from '../solution.ts';
import { beginDay, beginTrip, type Cursor, createCursor, endTrip, loadingTime, visit } from './cursor.ts';
import type { Docks } from './docks.ts';
import type { Model } from './model.ts';

/** A trip as it is thought of: which jobs from which depot in which order. */
export interface TripDraft {
  readonly depot: number;
  readonly jobs: readonly number[];
}

/** A trip as it is timed. Times and costs are cumulative from the start of the vehicle's day. */
export interface PlannedTrip extends TripDraft {
  readonly loads: Float64Array;
  readonly releaseS: number;
  /** How long it holds a dock before `departS`. */
  readonly loadingS: number;
  /** Where and when the vehicle is free before the trip, and the cost until then. */
  readonly fromPlace: number;
  readonly fromS: number;
  readonly fromCost: number;
  readonly departS: number;
  readonly departCost: number;
  /** After each job. */
  readonly timesS: readonly number[];
  readonly costs: readonly number[];
  readonly endS: number;
  readonly endCost: number;
  /** Of the vehicle's day up to the end of the trip: the rest that comes next, seconds driven, and seconds under way. */
  readonly endRest: number;
  readonly endDrivenS: number;
  readonly endWorkedS: number;
}

/** A vehicle's day. Never changed: a move makes a new one, so that plans share routes and a rejected move costs nothing. */
export interface PlannedRoute {
  readonly vehicle: number;
  readonly trips: readonly PlannedTrip[];
  readonly rests: readonly TakenRest[];
  /** Without the vehicle's fixed cost. */
  readonly travelCost: number;
  /** With it. */
  readonly cost: number;
}

export function idleRoute(vehicle: number): PlannedRoute {
  return { vehicle, trips: [], rests: [], travelCost: 0, cost: 0 };
}

/**
 * Times a draft beside what other vehicles have booked at docks, or null where it breaks a rule. Stock is the plan's business,
 * not looked at here.
 */
export function planRoute(
  model: Model,
  docks: Docks,
  vehicle: number,
  drafts: readonly TripDraft[],
): PlannedRoute | null {
  const cursor = createCursor();
  const rests: TakenRest[] = [];
  beginDay(model, cursor, vehicle, docks);
  cursor.taken = rests;
  const trips: PlannedTrip[] = [];
  for (const draft of drafts) {
    if (draft.jobs.length === 0) continue;
    const trip = planTrip(model, cursor, draft);
    if (trip === null) return null;
    trips.push(trip);
  }
  const fixedCost = trips.length === 0 ? 0 : at(model.problem.vehicles, vehicle).fixedCost;
  const travelCost = trips.at(-1)?.endCost ?? 0;
  return { vehicle, trips, rests, travelCost, cost: travelCost + fixedCost };
}

function planTrip(model: Model, cursor: Cursor, { depot, jobs }: TripDraft): PlannedTrip | null {
  const loads = loadsOf(model, jobs);
  if (!holds(model, cursor.vehicle, loads) || !jobs.every((job) => allows(model, cursor.vehicle, depot, job)))
    return null;
  const releaseS = releaseOf(model, jobs);
  const boxes = loads[0] ?? 0;
  const loadingS = loadingTime(at(model.problem.vehicles, cursor.vehicle), at(model.problem.depots, depot), boxes);
  const { place: fromPlace, timeS: fromS, cost: fromCost } = cursor;
  if (!beginTrip(model, cursor, depot, { releaseS, boxes })) return null;
  const { timeS: departS, cost: departCost } = cursor;
  const timesS: number[] = [];
  const costs: number[] = [];
  for (const job of jobs) {
    if (!visit(model, cursor, job)) return null;
    timesS.push(cursor.timeS);
    costs.push(cursor.cost);
  }
  if (!endTrip(model, cursor)) return null;
  return {
    ...{ depot, jobs, loads, releaseS, loadingS, fromPlace, fromS, fromCost, departS, departCost, timesS, costs },
    ...{ endS: cursor.timeS, endCost: cursor.cost },
    ...{ endRest: cursor.rest, endDrivenS: cursor.drivenS, endWorkedS: cursor.workedS },
  };
}

export function allows(model: Model, vehicle: number, depot: number, job: number): boolean {
  const { stop } = at(model.jobs, job);
  return at(model.eligible, stop)[vehicle] === 1 && at(model.sources, stop)[depot] === 1;
}

function holds(model: Model, vehicle: number, loads: Float64Array): boolean {
  const { capacity } = at(model.problem.vehicles, vehicle);
  return capacity.every((room, dimension) => at(loads, dimension) <= room);
}

function loadsOf(model: Model, jobs: readonly number[]): Float64Array {
  const sums = new Float64Array(model.problem.loadDimensions.length);
  for (const job of jobs) {
    const { loads } = at(model.jobs, job);
    for (let dimension = 0; dimension < sums.length; dimension++)
      sums[dimension] = at(sums, dimension) + at(loads, dimension);
  }
  return sums;
}

function releaseOf(model: Model, jobs: readonly number[]): number {
  return jobs.reduce((latest, job) => Math.max(latest, at(model.problem.stops, at(model.jobs, job).stop).releaseS), 0);
}
