import { at } from '../at.ts';
import { FAR_S } from '../problem.ts';
import { beginDay, beginTrip, createCursor, endTrip, visit } from './cursor.ts';
import type { Model } from './model.ts';
import type { PlannedRoute, PlannedTrip } from './route.ts';

const cursor = createCursor();

/** What one job more at a position of a trip costs; Infinity where it is not possible or costs `limit` or more. */
export function deltaInTrip(
  model: Model,
  route: PlannedRoute,
  where: { readonly trip: number; readonly position: number; readonly job: number },
  limit: number,
): number {
  const { position, job } = where;
  const trip = at(route.trips, where.trip);
  if (detourCost(model, route, trip, position, job) >= limit) return Infinity;

  const { releaseS } = at(model.problem.stops, at(model.jobs, job).stop);
  if (releaseS > trip.departS) {
    resumeBefore(model, route, where.trip);
    if (!beginTrip(model, cursor, trip.depot, releaseS)) return Infinity;
    for (let index = 0; index < position; index++) if (!visit(model, cursor, at(trip.jobs, index))) return Infinity;
  } else {
    resumeInside(model, route, where.trip, position);
  }

  if (!visit(model, cursor, job)) return Infinity;
  const costMax = route.travelCost + limit;
  for (let index = position; index < trip.jobs.length; index++) {
    if (!visit(model, cursor, at(trip.jobs, index))) return Infinity;
    if (cursor.timeS === trip.timesS[index]) return cursor.cost - at(trip.costs, index);
    if (isHopeless(route, at(trip.timesS, index), at(trip.costs, index), costMax)) return Infinity;
  }
  if (!endTrip(model, cursor)) return Infinity;
  return restOfDay(model, route, where.trip + 1, costMax) - route.travelCost;
}

/** The same for a trip with this job alone, put before trip `trip` of the route or at its end. */
export function deltaAsTrip(
  model: Model,
  route: PlannedRoute,
  where: { readonly trip: number; readonly depot: number; readonly job: number },
  limit: number,
): number {
  const { releaseS } = at(model.problem.stops, at(model.jobs, where.job).stop);
  const fixedCost = route.trips.length === 0 ? at(model.problem.vehicles, route.vehicle).fixedCost : 0;
  if (fixedCost >= limit) return Infinity;
  resumeBefore(model, route, where.trip);
  if (!beginTrip(model, cursor, where.depot, releaseS)) return Infinity;
  if (!visit(model, cursor, where.job) || !endTrip(model, cursor)) return Infinity;
  return restOfDay(model, route, where.trip, route.travelCost + limit - fixedCost) - route.travelCost + fixedCost;
}

/** The route's cost when the trips from `tripIndex` on follow what the cursor has done; Infinity from `costMax` on. */
function restOfDay(model: Model, route: PlannedRoute, tripIndex: number, costMax: number): number {
  for (let index = tripIndex; index < route.trips.length; index++) {
    const trip = at(route.trips, index);
    if (cursor.place === trip.fromPlace) {
      const unchanged = cursor.timeS === trip.fromS && cursor.trips === index;
      if (unchanged) return cursor.cost + route.travelCost - trip.fromCost;
      if (isHopeless(route, trip.fromS, trip.fromCost, costMax)) return Infinity;
    }
    if (!beginTrip(model, cursor, trip.depot, trip.releaseS)) return Infinity;
    for (const job of trip.jobs) if (!visit(model, cursor, job)) return Infinity;
    if (!endTrip(model, cursor)) return Infinity;
  }
  return cursor.cost;
}

/** At a place where the route had been at `timeS` with `cost`: being later makes nothing that follows cheaper. */
function isHopeless(route: PlannedRoute, timeS: number, cost: number, costMax: number): boolean {
  return cursor.timeS >= timeS && cursor.cost + route.travelCost - cost >= costMax;
}

/** Puts the cursor where the vehicle is before a trip (or after the last one). */
function resumeBefore(model: Model, route: PlannedRoute, tripIndex: number): void {
  beginDay(model, cursor, route.vehicle);
  if (tripIndex === 0) return;
  const before = at(route.trips, tripIndex - 1);
  cursor.place = at(model.problem.vehicles, route.vehicle).home;
  cursor.timeS = before.endS;
  cursor.cost = before.endCost;
  cursor.trips = tripIndex;
}

/** Puts the cursor at a position inside a trip: at the depot, loaded, or where the job before has been served. */
function resumeInside(model: Model, route: PlannedRoute, tripIndex: number, position: number): void {
  const trip = at(route.trips, tripIndex);
  cursor.vehicle = route.vehicle;
  cursor.trips = tripIndex + 1;
  cursor.place = placeAt(model, trip, position - 1);
  if (position === 0) {
    cursor.stop = -1;
    cursor.order = tripIndex === 0 ? -1 : FAR_S;
    cursor.timeS = trip.departS;
    cursor.cost = trip.departCost;
    return;
  }
  cursor.stop = at(model.jobs, at(trip.jobs, position - 1)).stop;
  cursor.order = at(model.orders, cursor.stop);
  cursor.timeS = at(trip.timesS, position - 1);
  cursor.cost = at(trip.costs, position - 1);
}

/** Position −1 is the depot. */
function placeAt(model: Model, trip: PlannedTrip, position: number): number {
  if (position < 0) return at(model.problem.depots, trip.depot).place;
  return at(model.problem.stops, at(model.jobs, at(trip.jobs, position)).stop).place;
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
