import { at } from '../at.ts';
import { beginDay, beginTrip, type Cursor, createCursor, endTrip, visit } from './cursor.ts';
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
}

/** A vehicle's day. Never changed: a move makes a new one, so that plans share routes and a rejected move costs nothing. */
export interface PlannedRoute {
  readonly vehicle: number;
  readonly trips: readonly PlannedTrip[];
  /** Without the vehicle's fixed cost. */
  readonly travelCost: number;
  /** With it. */
  readonly cost: number;
}

/** Times a draft, or null where it breaks a rule. Stock is the plan's business, not looked at here. */
export function planRoute(model: Model, vehicle: number, drafts: readonly TripDraft[]): PlannedRoute | null {
  const cursor = createCursor();
  beginDay(model, cursor, vehicle);
  const trips: PlannedTrip[] = [];
  for (const draft of drafts) {
    if (draft.jobs.length === 0) continue;
    const trip = planTrip(model, cursor, draft);
    if (trip === null) return null;
    trips.push(trip);
  }
  const fixedCost = trips.length === 0 ? 0 : at(model.problem.vehicles, vehicle).fixedCost;
  const travelCost = trips.at(-1)?.endCost ?? 0;
  return { vehicle, trips, travelCost, cost: travelCost + fixedCost };
}

function planTrip(model: Model, cursor: Cursor, draft: TripDraft): PlannedTrip | null {
  const { depot, jobs } = draft;
  const loads = loadsOf(model, jobs);
  if (!holds(model, cursor.vehicle, loads) || !jobs.every((job) => allows(model, cursor.vehicle, depot, job)))
    return null;
  const releaseS = releaseOf(model, jobs);
  const { place: fromPlace, timeS: fromS, cost: fromCost } = cursor;
  if (!beginTrip(model, cursor, depot, releaseS)) return null;
  const { timeS: departS, cost: departCost } = cursor;
  const timesS: number[] = [];
  const costs: number[] = [];
  for (const job of jobs) {
    if (!visit(model, cursor, job)) return null;
    timesS.push(cursor.timeS);
    costs.push(cursor.cost);
  }
  if (!endTrip(model, cursor)) return null;
  const { timeS: endS, cost: endCost } = cursor;
  return {
    depot,
    jobs,
    loads,
    releaseS,
    fromPlace,
    fromS,
    fromCost,
    departS,
    departCost,
    timesS,
    costs,
    endS,
    endCost,
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
