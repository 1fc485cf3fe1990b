import { InvariantError } from '@baogong/drizzle/rules/refusal';
import type { Vehicle } from '../problem.ts';
import type { Docks } from './docks.ts';
import { deltaAsTrip, deltaInTrip } from './insertion-delta.ts';
import type { Job } from './jobs.ts';
import type { Model } from './model.ts';
import { hasStock, type Plan, setRoutes } from './plan.ts';
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

interface InsertionOptions {
  /** Only places that cost less than this. */
  readonly bound: number;
  /** Vehicles to leave out of this search. */
  readonly skips?: (vehicle: number) => boolean;
  /** As if every depot had enough: to find out whether stock alone is in the way. */
  readonly ignoresStock?: boolean;
}

/** The cheapest place for a job in the whole plan, or null. Exact: a position is passed over only where it cannot be cheaper. */
export function bestInsertion(model: Model, plan: Plan, job: number, options: InsertionOptions): Insertion | null {
  const { stop } = model.jobs[job] as Job;
  const eligible = model.eligible[stop] as Uint8Array;
  const ignoresStock = options.ignoresStock === true;
  const depots = (model.sourceLists[stop] as readonly number[]).filter(
    (depot) => ignoresStock || hasStock(model, plan, depot, job),
  );
  let best: Insertion | null = null;
  for (const route of plan.routes) {
    const { vehicle } = route;
    if (eligible[vehicle] !== 1 || isDouble(model, plan, route, eligible) || options.skips?.(vehicle)) continue;
    const limit: number = best?.delta ?? options.bound;
    best = bestInTrips(model, plan.docks, route, { job, depots, limit }) ?? best;
    best = bestAsTrip(model, plan.docks, route, { job, depots, limit: best?.delta ?? options.bound }) ?? best;
  }
  return best;
}

/** The cheapest place for a job in one vehicle, for less than its prize; null where there is none. */
export function bestInVehicle(model: Model, plan: Plan, job: number, vehicle: number): Insertion | null {
  const { stop, prize } = model.jobs[job] as Job;
  const eligible = model.eligible[stop] as Uint8Array;
  const route = plan.routes[vehicle] as PlannedRoute;
  if (eligible[vehicle] !== 1 || isDouble(model, plan, route, eligible)) return null;
  const depots = (model.sourceLists[stop] as readonly number[]).filter((depot) => hasStock(model, plan, depot, job));
  const beside = bestInTrips(model, plan.docks, route, { job, depots, limit: prize });
  return bestAsTrip(model, plan.docks, route, { job, depots, limit: beside?.delta ?? prize }) ?? beside;
}

/** Carries an insertion out. */
export function insert(model: Model, plan: Plan, insertion: Insertion): void {
  const { job, vehicle, trip, position, depot } = insertion;
  const drafts: TripDraft[] = [...(plan.routes[vehicle] as PlannedRoute).trips];
  if (depot >= 0) {
    drafts.splice(trip, 0, { depot, jobs: [job] });
  } else {
    const target = drafts[trip] as TripDraft;
    drafts[trip] = { depot: target.depot, jobs: target.jobs.toSpliced(position, 0, job) };
  }
  const route = planRoute(model, plan.docks, vehicle, drafts);
  if (route === null) throw new InvariantError(`an evaluated place for job ${job} in vehicle ${vehicle} is not valid`);
  setRoutes(model, plan, [route]);
}

export interface Wanted {
  readonly job: number;
  /** Depots that it may come from and that have the stock. */
  readonly depots: readonly number[];
  readonly limit: number;
}

function bestInTrips(
  model: Model,
  docks: Docks,
  route: PlannedRoute,
  { job, depots, limit }: Wanted,
): Insertion | null {
  let best: Insertion | null = null;
  let least = limit;
  for (let trip = 0; trip < route.trips.length; trip++) {
    const { depot, loads, jobs } = route.trips[trip] as PlannedTrip;
    if (!allows(model, route.vehicle, depot, job) || !depots.includes(depot) || !hasRoom(model, route, loads, job))
      continue;
    for (let position = 0; position <= jobs.length; position++) {
      const delta = deltaInTrip(model, docks, route, { trip, position, job }, least);
      if (delta >= least) continue;
      least = delta;
      best = { job, vehicle: route.vehicle, trip, position, depot: -1, delta };
    }
  }
  return best;
}

export function bestAsTrip(
  model: Model,
  docks: Docks,
  route: PlannedRoute,
  { job, depots, limit }: Wanted,
): Insertion | null {
  const { tripsMax } = model.problem.vehicles[route.vehicle] as Vehicle;
  if (route.trips.length >= tripsMax || !hasRoom(model, route, null, job)) return null;
  let best: Insertion | null = null;
  let least = limit;
  for (const depot of depots) {
    for (let trip = route.trips.length; trip >= 0; trip--) {
      const delta = deltaAsTrip(model, docks, route, { trip, depot, job }, least);
      if (delta >= least) continue;
      least = delta;
      best = { job, vehicle: route.vehicle, trip, position: 0, depot, delta };
    }
  }
  return best;
}

/** An idle vehicle that equals an earlier idle one offers nothing new. */
export function isDouble(model: Model, plan: Plan, route: PlannedRoute, eligible: Uint8Array): boolean {
  const twin = model.twins[route.vehicle] as number;
  return (
    route.trips.length === 0 &&
    twin >= 0 &&
    eligible[twin] === 1 &&
    (plan.routes[twin] as PlannedRoute).trips.length === 0
  );
}

export function hasRoom(model: Model, route: PlannedRoute, aboard: Float64Array | null, job: number): boolean {
  const { loads } = model.jobs[job] as Job;
  const { capacity } = model.problem.vehicles[route.vehicle] as Vehicle;
  for (let dimension = 0; dimension < loads.length; dimension++) {
    const already = aboard === null ? 0 : (aboard[dimension] as number);
    if (already + (loads[dimension] as number) > (capacity[dimension] as number)) return false;
  }
  return true;
}
