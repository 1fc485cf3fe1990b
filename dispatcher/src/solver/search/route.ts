import type { Depot, Stop, Vehicle } from '../problem.ts';
import type { TakenRest } from '../solution.ts';
import { beginDay, beginTrip, type Cursor, createCursor, endTrip, loadingTime, visit } from './cursor.ts';
import type { Docks } from './docks.ts';
import type { Job } from './jobs.ts';
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
  readonly vehicle: number;
  /** Where and when the vehicle is free before the trip, and its cost, next rest, driving and work until then. */
  readonly fromPlace: number;
  readonly fromS: number;
  readonly fromCost: number;
  readonly fromRest: number;
  readonly fromDrivenS: number;
  readonly fromWorkedS: number;
  /** Trips before it. */
  readonly fromTrips: number;
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
    const trip = repeats(cursor, draft) ? draft : planTrip(model, cursor, draft);
    if (trip === null) return null;
    trips.push(trip);
  }
  const fixedCost = trips.length === 0 ? 0 : (model.problem.vehicles[vehicle] as Vehicle).fixedCost;
  const travelCost = trips.at(-1)?.endCost ?? 0;
  return { vehicle, trips, rests, travelCost, cost: travelCost + fixedCost };
}

function planTrip(model: Model, cursor: Cursor, { depot, jobs }: TripDraft): PlannedTrip | null {
  for (const job of jobs) if (!allows(model, cursor.vehicle, depot, job)) return null;
  const loads = loadsOf(model, jobs);
  if (!holds(cursor.traveller, loads)) return null;
  const { vehicle, place: fromPlace, timeS: fromS, cost: fromCost, rest: fromRest, drivenS: fromDrivenS } = cursor;
  const { workedS: fromWorkedS, trips: fromTrips } = cursor;
  const releaseS = releaseOf(model, jobs);
  const boxes = loads[0] ?? 0;
  const loadingS = loadingTime(cursor.traveller, model.problem.depots[depot] as Depot, boxes);
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
    depot,
    jobs,
    vehicle,
    loads,
    releaseS,
    loadingS,
    fromPlace,
    fromS,
    fromCost,
    fromRest,
    fromDrivenS,
    fromWorkedS,
    fromTrips,
    departS,
    departCost,
    timesS,
    costs,
    endS: cursor.timeS,
    endCost: cursor.cost,
    endRest: cursor.rest,
    endDrivenS: cursor.drivenS,
    endWorkedS: cursor.workedS,
  };
}

/** Moves the cursor over a trip that was timed before from the very same state; false where it was not. */
function repeats(cursor: Cursor, draft: TripDraft | PlannedTrip): draft is PlannedTrip {
  if (!('fromS' in draft) || cursor.docks !== null || cursor.taken === null) return false;
  const same =
    draft.vehicle === cursor.vehicle &&
    draft.fromS === cursor.timeS &&
    draft.fromCost === cursor.cost &&
    draft.fromPlace === cursor.place &&
    draft.fromRest === cursor.rest &&
    draft.endRest === cursor.rest &&
    draft.fromDrivenS === cursor.drivenS &&
    draft.fromWorkedS === cursor.workedS &&
    draft.fromTrips === cursor.trips;
  if (!same) return false;
  cursor.timeS = draft.endS;
  cursor.cost = draft.endCost;
  cursor.drivenS = draft.endDrivenS;
  cursor.workedS = draft.endWorkedS;
  cursor.trips += 1;
  cursor.place = cursor.traveller.home;
  return true;
}

export function allows(model: Model, vehicle: number, depot: number, job: number): boolean {
  const { stop } = model.jobs[job] as Job;
  return (model.eligible[stop] as Uint8Array)[vehicle] === 1 && (model.sources[stop] as Uint8Array)[depot] === 1;
}

function holds({ capacity }: Vehicle, loads: Float64Array): boolean {
  for (let dimension = 0; dimension < capacity.length; dimension++)
    if ((loads[dimension] as number) > (capacity[dimension] as number)) return false;
  return true;
}

function loadsOf(model: Model, jobs: readonly number[]): Float64Array {
  const sums = new Float64Array(model.problem.loadDimensions.length);
  for (const job of jobs) {
    const { loads } = model.jobs[job] as Job;
    for (let dimension = 0; dimension < sums.length; dimension++)
      sums[dimension] = (sums[dimension] as number) + (loads[dimension] as number);
  }
  return sums;
}

function releaseOf(model: Model, jobs: readonly number[]): number {
  let latest = 0;
  for (let index = 0; index < jobs.length; index++) {
    const { stop } = model.jobs[jobs[index] as number] as Job;
    const { releaseS } = model.problem.stops[stop] as Stop;
    if (releaseS > latest) latest = releaseS;
  }
  return latest;
}
