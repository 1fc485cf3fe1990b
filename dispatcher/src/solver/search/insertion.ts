import { InvariantError } from '@baogong/drizzle/rules/refusal';
import { FAR_S } from '../problem.ts';
import { beginDay, beginTrip, createCursor, endTrip, visit } from './cursor.ts';
import type { Model } from './model.ts';
import { hasStock, type Plan, setRoute } from './plan.ts';
import { at } from './random.ts';
import { allows, type PlannedRoute, type PlannedTrip, planRoute, type TripDraft } from './route.ts';

/** A place for a job: into a trip, or (`depot` ≥ 0) as a trip of its own put before trip `trip`. */
export interface Insertion {
  readonly job: number;
  readonly vehicle: number;
  readonly trip: number;
  readonly position: number;
  readonly depot: number;
  /** What the route costs more by it. */
  readonly delta: number;
}

export interface InsertionOptions {
  /** Only places that cost less than this. */
  readonly bound: number;
  /** Vehicles to leave out of this search. */
  readonly skips?: (vehicle: number) => boolean;
  /** As if every depot had enough: to find out whether stock alone is in the way. */
  readonly ignoresStock?: boolean;
}

const cursor = createCursor();

/** The cheapest place for a job in the whole plan, or null. Exact: a position is passed over only where it cannot be cheaper. */
export function bestInsertion(model: Model, plan: Plan, job: number, options: InsertionOptions): Insertion | null {
  let best: Insertion | null = null;
  const eligible = at(model.eligible, at(model.jobs, job).stop);
  for (const route of plan.routes) {
    if (eligible[route.vehicle] !== 1 || isDouble(model, plan, route, eligible) || options.skips?.(route.vehicle))
      continue;
    best = bestInRoute(model, plan, route, job, options, best);
  }
  return best;
}

/** Carries an insertion out. */
export function insert(model: Model, plan: Plan, insertion: Insertion): void {
  const { job, vehicle, trip, position, depot } = insertion;
  const drafts: TripDraft[] = [...at(plan.routes, vehicle).trips];
  if (depot >= 0) {
    drafts.splice(trip, 0, { depot, jobs: [job] });
  } else {
    const target = at(drafts, trip);
    drafts[trip] = { depot: target.depot, jobs: target.jobs.toSpliced(position, 0, job) };
  }
  const route = planRoute(model, vehicle, drafts);
  if (route === null)
    throw new InvariantError(`an evaluated insertion of job ${job} into vehicle ${vehicle} is not valid`);
  setRoute(model, plan, route);
}

/** An idle vehicle that equals an earlier idle one offers nothing new. */
function isDouble(model: Model, plan: Plan, route: PlannedRoute, eligible: Uint8Array): boolean {
  const twin = at(model.twins, route.vehicle);
  return route.trips.length === 0 && twin >= 0 && eligible[twin] === 1 && at(plan.routes, twin).trips.length === 0;
}

function bestInRoute(
  model: Model,
  plan: Plan,
  route: PlannedRoute,
  job: number,
  options: InsertionOptions,
  best: Insertion | null,
): Insertion | null {
  let found = best;
  const limit = () => found?.delta ?? options.bound;
  const stocked = (depot: number) => options.ignoresStock === true || hasStock(model, plan, depot, job);

  for (const [tripIndex, trip] of route.trips.entries()) {
    if (!allows(model, route.vehicle, trip.depot, job) || !stocked(trip.depot) || !hasRoom(model, route, trip, job))
      continue;
    for (let position = 0; position <= trip.jobs.length; position++) {
      const delta = deltaInTrip(model, route, tripIndex, position, job, limit());
      if (delta < limit()) found = { job, vehicle: route.vehicle, trip: tripIndex, position, depot: -1, delta };
    }
  }

  if (route.trips.length >= at(model.problem.vehicles, route.vehicle).tripsMax || !hasRoom(model, route, null, job))
    return found;
  for (const depot of at(model.sourceLists, at(model.jobs, job).stop)) {
    if (!stocked(depot)) continue;
    for (let tripIndex = 0; tripIndex <= route.trips.length; tripIndex++) {
      const delta = deltaAsTrip(model, route, tripIndex, depot, job, limit());
      if (delta < limit()) found = { job, vehicle: route.vehicle, trip: tripIndex, position: 0, depot, delta };
    }
  }
  return found;
}

function hasRoom(model: Model, route: PlannedRoute, trip: PlannedTrip | null, job: number): boolean {
  const { loads } = at(model.jobs, job);
  const { capacity } = at(model.problem.vehicles, route.vehicle);
  for (let dimension = 0; dimension < loads.length; dimension++) {
    if ((trip?.loads[dimension] ?? 0) + at(loads, dimension) > at(capacity, dimension)) return false;
  }
  return true;
}

/** Cost of one job more at a position of a trip; Infinity where it is not possible or costs `limit` or more. */
function deltaInTrip(
  model: Model,
  route: PlannedRoute,
  tripIndex: number,
  position: number,
  job: number,
  limit: number,
): number {
  const trip = at(route.trips, tripIndex);
  const { releaseS } = at(model.problem.stops, at(model.jobs, job).stop);
  if (detourCost(model, route, trip, position, job) >= limit) return Infinity;

  const delayed = releaseS > trip.departS;
  if (delayed) {
    resume(model, route, tripIndex);
    if (!beginTrip(model, cursor, trip.depot, Math.max(releaseS, trip.releaseS))) return Infinity;
    for (let index = 0; index < position; index++) if (!visit(model, cursor, at(trip.jobs, index))) return Infinity;
  } else {
    resumeAfter(model, route, tripIndex, position);
  }

  if (!visit(model, cursor, job)) return Infinity;
  const costMax = route.travelCost + limit;
  for (let index = position; index < trip.jobs.length; index++) {
    if (cursor.cost >= costMax || !visit(model, cursor, at(trip.jobs, index))) return Infinity;
    if (cursor.timeS === trip.timesS[index]) return cursor.cost - at(trip.costs, index);
  }
  if (!endTrip(model, cursor)) return Infinity;
  return restOfDay(model, route, tripIndex + 1, costMax) - route.travelCost;
}

function deltaAsTrip(
  model: Model,
  route: PlannedRoute,
  tripIndex: number,
  depot: number,
  job: number,
  limit: number,
): number {
  const { releaseS } = at(model.problem.stops, at(model.jobs, job).stop);
  const fixedCost = route.trips.length === 0 ? at(model.problem.vehicles, route.vehicle).fixedCost : 0;
  if (fixedCost >= limit) return Infinity;
  resume(model, route, tripIndex);
  if (!beginTrip(model, cursor, depot, releaseS) || !visit(model, cursor, job) || !endTrip(model, cursor))
    return Infinity;
  return restOfDay(model, route, tripIndex, route.travelCost - fixedCost + limit) - route.travelCost + fixedCost;
}

/** The route's cost when the trips from `tripIndex` on follow what the cursor has done; Infinity where they cannot. */
function restOfDay(model: Model, route: PlannedRoute, tripIndex: number, costMax: number): number {
  for (let index = tripIndex; index < route.trips.length; index++) {
    const trip = at(route.trips, index);
    const unchanged = cursor.timeS === trip.fromS && cursor.place === trip.fromPlace && cursor.trips === index;
    if (unchanged) return cursor.cost + route.travelCost - trip.fromCost;
    if (cursor.cost >= costMax || !beginTrip(model, cursor, trip.depot, trip.releaseS)) return Infinity;
    for (const job of trip.jobs) if (!visit(model, cursor, job)) return Infinity;
    if (!endTrip(model, cursor)) return Infinity;
  }
  return cursor.cost;
}

/** Puts the cursor where the vehicle is before a trip (or after the last one). */
function resume(model: Model, route: PlannedRoute, tripIndex: number): void {
  beginDay(model, cursor, route.vehicle);
  const before = route.trips[tripIndex - 1];
  if (before === undefined) return;
  cursor.place = at(model.problem.vehicles, route.vehicle).home;
  cursor.timeS = before.endS;
  cursor.cost = before.endCost;
  cursor.trips = tripIndex;
}

/** Puts the cursor at a position inside a trip: at the depot, loaded, or where the job before has been served. */
function resumeAfter(model: Model, route: PlannedRoute, tripIndex: number, position: number): void {
  const trip = at(route.trips, tripIndex);
  const before = trip.jobs[position - 1];
  cursor.vehicle = route.vehicle;
  cursor.trips = tripIndex + 1;
  cursor.stop = before === undefined ? -1 : at(model.jobs, before).stop;
  cursor.place = placeAt(model, trip, position - 1);
  cursor.timeS = before === undefined ? trip.departS : at(trip.timesS, position - 1);
  cursor.cost = before === undefined ? trip.departCost : at(trip.costs, position - 1);
  if (before === undefined) cursor.order = tripIndex === 0 ? -1 : FAR_S;
  else cursor.order = at(model.orders, cursor.stop);
}

function placeAt(model: Model, trip: PlannedTrip, position: number): number {
  const job = trip.jobs[position];
  return job === undefined
    ? at(model.problem.depots, trip.depot).place
    : at(model.problem.stops, at(model.jobs, job).stop).place;
}

/**
 * The travel cost of the detour alone: a lower bound of the whole as long as the detour takes no less time than the direct
 * way (then nothing after it is earlier). −Infinity where it is quicker, Infinity where there is no way.
 */
function detourCost(model: Model, route: PlannedRoute, trip: PlannedTrip, position: number, job: number): number {
  const vehicle = at(model.problem.vehicles, route.vehicle);
  const { durationsS, distancesM } = at(model.problem.travel, vehicle.travel);
  const from = placeAt(model, trip, position - 1);
  const via = at(model.problem.stops, at(model.jobs, job).stop).place;
  const to = position < trip.jobs.length ? placeAt(model, trip, position) : vehicle.home;
  const there = from * model.placeCount + via;
  const on = via * model.placeCount + to;
  const direct = from * model.placeCount + to;
  if (at(durationsS, there) < 0 || at(durationsS, on) < 0) return Infinity;
  const detourS = at(durationsS, there) + at(durationsS, on) - at(durationsS, direct);
  if (detourS < 0) return -Infinity;
  const detourM = at(distancesM, there) + at(distancesM, on) - at(distancesM, direct);
  return detourS * vehicle.costPerS + detourM * vehicle.costPerM;
}
