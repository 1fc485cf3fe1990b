import { type Depot, FAR_S, type Stop, type Travel, type Vehicle } from '../problem.ts';
import { beginDay, beginTrip, createCursor, endTrip, rideAs, visit } from './cursor.ts';
import type { Docks } from './docks.ts';
import type { Job } from './jobs.ts';
import type { Model } from './model.ts';
import { type PlannedRoute, type PlannedTrip, planRoute, type TripDraft } from './route.ts';

const cursor = createCursor();

/** Where a job is tried. */
interface Position {
  readonly trip: number;
  readonly position: number;
  readonly job: number;
}

/** What one job more at a position of a trip costs; Infinity where it is not possible or costs `limit` or more. */
export function deltaInTrip(model: Model, docks: Docks, route: PlannedRoute, where: Position, limit: number): number {
  const { position, job } = where;
  const trip = route.trips[where.trip] as PlannedTrip;
  if (docks !== null) {
    const longer = { depot: trip.depot, jobs: trip.jobs.toSpliced(position, 0, job) };
    return deltaBesideDocks(model, docks, route, (route.trips as readonly TripDraft[]).with(where.trip, longer));
  }
  const plainDay = (model.plainDays[route.vehicle] as number) === 1;
  if (plainDay && detourCost(model, route, trip, position, job) >= limit) return Infinity;

  const { loads, stop } = model.jobs[job] as Job;
  const { releaseS } = model.problem.stops[stop] as Stop;
  if (plainDay && releaseS <= trip.departS && (model.plainDepots[trip.depot] as number) === 1) {
    resumeInside(model, docks, route, { trip: where.trip, position });
  } else {
    resumeBefore(model, docks, route, where.trip);
    const freight = { releaseS: Math.max(releaseS, trip.releaseS), boxes: (trip.loads[0] ?? 0) + (loads[0] ?? 0) };
    if (!beginTrip(model, cursor, trip.depot, freight)) return Infinity;
    for (let index = 0; index < position; index++)
      if (!visit(model, cursor, trip.jobs[index] as number)) return Infinity;
  }

  if (!visit(model, cursor, job)) return Infinity;
  const costMax = route.travelCost + limit;
  for (let index = position; index < trip.jobs.length; index++) {
    if (!visit(model, cursor, trip.jobs[index] as number)) return Infinity;
    if (!plainDay) continue;
    if (cursor.timeS === trip.timesS[index]) return cursor.cost - (trip.costs[index] as number);
    if (isHopeless(route, trip.timesS[index] as number, trip.costs[index] as number, costMax)) return Infinity;
  }
  if (!endTrip(model, cursor)) return Infinity;
  return restOfDay(model, route, where.trip + 1, costMax) - route.travelCost;
}

/** The same for a trip with this job alone, put before trip `trip` of the route or at its end. */
export function deltaAsTrip(
  model: Model,
  docks: Docks,
  route: PlannedRoute,
  where: { readonly trip: number; readonly depot: number; readonly job: number },
  limit: number,
): number {
  if (docks !== null) {
    const own: TripDraft = { depot: where.depot, jobs: [where.job] };
    const drafts = (route.trips as readonly TripDraft[]).toSpliced(where.trip, 0, own);
    return deltaBesideDocks(model, docks, route, drafts);
  }
  const { loads, stop } = model.jobs[where.job] as Job;
  const freight = { releaseS: (model.problem.stops[stop] as Stop).releaseS, boxes: loads[0] ?? 0 };
  const fixedCost = route.trips.length === 0 ? (model.problem.vehicles[route.vehicle] as Vehicle).fixedCost : 0;
  if (fixedCost >= limit) return Infinity;
  resumeBefore(model, docks, route, where.trip);
  const costBefore = cursor.cost;
  if (!beginTrip(model, cursor, where.depot, freight)) return Infinity;
  if (!visit(model, cursor, where.job) || !endTrip(model, cursor)) return Infinity;
  // After the first trip all begin at home, so that one more makes nothing that follows cheaper.
  const last = where.trip === route.trips.length;
  if ((last || where.trip > 0) && (model.plainDays[route.vehicle] as number) === 1) {
    const own = cursor.cost - costBefore + fixedCost;
    if (last || own >= limit) return own >= limit ? Infinity : own;
  }
  return restOfDay(model, route, where.trip, route.travelCost + limit - fixedCost) - route.travelCost + fixedCost;
}

/** Where vehicles wait for each other's docks what was timed before may be out of date, so the whole day is timed anew. */
function deltaBesideDocks(model: Model, docks: Docks, route: PlannedRoute, drafts: readonly TripDraft[]): number {
  const longer = planRoute(model, docks, route.vehicle, drafts);
  return longer === null ? Infinity : longer.cost - route.cost;
}

/** The route's cost when the trips from `tripIndex` on follow what the cursor has done; Infinity from `costMax` on. */
function restOfDay(model: Model, route: PlannedRoute, tripIndex: number, costMax: number): number {
  const plainDay = (model.plainDays[route.vehicle] as number) === 1;
  for (let index = tripIndex; index < route.trips.length; index++) {
    const trip = route.trips[index] as PlannedTrip;
    if (plainDay && cursor.place === trip.fromPlace) {
      const unchanged = cursor.timeS === trip.fromS && cursor.trips === index;
      if (unchanged) return cursor.cost + route.travelCost - trip.fromCost;
      if (isHopeless(route, trip.fromS, trip.fromCost, costMax)) return Infinity;
    }
    if (!beginTrip(model, cursor, trip.depot, { releaseS: trip.releaseS, boxes: trip.loads[0] ?? 0 })) return Infinity;
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
function resumeBefore(model: Model, docks: Docks, route: PlannedRoute, tripIndex: number): void {
  beginDay(model, cursor, route.vehicle, docks);
  if (tripIndex === 0) return;
  const before = route.trips[tripIndex - 1] as PlannedTrip;
  cursor.place = (model.problem.vehicles[route.vehicle] as Vehicle).home;
  cursor.timeS = before.endS;
  cursor.cost = before.endCost;
  cursor.trips = tripIndex;
  cursor.rest = before.endRest;
  cursor.drivenS = before.endDrivenS;
  cursor.workedS = before.endWorkedS;
}

/**
 * Puts the cursor at a position inside a trip of a plain day: at the depot, loaded, or where the job before has been served.
 * What he has driven and worked until then is not known here and plays no part in a plain day.
 */
function resumeInside(
  model: Model,
  docks: Docks,
  route: PlannedRoute,
  { trip: tripIndex, position }: Omit<Position, 'job'>,
): void {
  const trip = route.trips[tripIndex] as PlannedTrip;
  rideAs(model, cursor, route.vehicle);
  cursor.docks = docks;
  cursor.trips = tripIndex + 1;
  cursor.place = placeAt(model, trip, position - 1);
  cursor.rest = 0;
  cursor.drivenS = 0;
  if (position === 0) {
    cursor.stop = -1;
    cursor.order = tripIndex === 0 ? -1 : FAR_S;
    cursor.timeS = trip.departS;
    cursor.cost = trip.departCost;
    return;
  }
  cursor.stop = (model.jobs[trip.jobs[position - 1] as number] as Job).stop;
  cursor.order = model.orders[cursor.stop] as number;
  cursor.timeS = trip.timesS[position - 1] as number;
  cursor.cost = trip.costs[position - 1] as number;
}

/** Position −1 is the depot. */
function placeAt(model: Model, trip: PlannedTrip, position: number): number {
  if (position < 0) return (model.problem.depots[trip.depot] as Depot).place;
  return model.placeOf[trip.jobs[position] as number] as number;
}

/**
 * The travel cost of the detour alone: a lower bound of the whole as long as the detour takes no less time than the direct
 * way (then nothing after it is earlier). −Infinity where it is quicker, Infinity where there is no way.
 */
function detourCost(model: Model, route: PlannedRoute, trip: PlannedTrip, position: number, job: number): number {
  const vehicle = model.problem.vehicles[route.vehicle] as Vehicle;
  const { durationsS, distancesM } = model.problem.travel[vehicle.travel] as Travel;
  const from = placeAt(model, trip, position - 1);
  const via = model.placeOf[job] as number;
  const to = position < trip.jobs.length ? placeAt(model, trip, position) : vehicle.home;
  const there = from * model.placeCount + via;
  const on = via * model.placeCount + to;
  const direct = from * model.placeCount + to;
  if ((durationsS[there] as number) < 0 || (durationsS[on] as number) < 0) return Infinity;
  const detourS = (durationsS[there] as number) + (durationsS[on] as number) - (durationsS[direct] as number);
  if (detourS < 0) return -Infinity;
  const detourM = (distancesM[there] as number) + (distancesM[on] as number) - (distancesM[direct] as number);
  return detourS * vehicle.costPerS + detourM * vehicle.costPerM;
}
