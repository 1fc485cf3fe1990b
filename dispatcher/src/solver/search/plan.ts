import { type Docks, emptyDocks, rebooked } from './docks.ts';
import type { Job } from './jobs.ts';
import type { Model } from './model.ts';
import { idleRoute, type PlannedRoute, type PlannedTrip } from './route.ts';

/** A whole plan in the making: always valid, perhaps with jobs left out. */
export interface Plan {
  /** One per vehicle, those without a trip too. */
  readonly routes: PlannedRoute[];
  /** By job: its vehicle, −1 = left out. */
  readonly vehicleOf: Int32Array;
  /** By job that is served: its trip, and where in it. */
  readonly tripOf: Int32Array;
  readonly positionOf: Int32Array;
  /** What the trips leave of the depots' stock, flat (depot × class). */
  readonly stock: Float64Array;
  docks: Docks;
  /** Routes plus the prizes of jobs left out. */
  cost: number;
}

export function emptyPlan(model: Model): Plan {
  return {
    routes: model.problem.vehicles.map((_, vehicle) => idleRoute(vehicle)),
    vehicleOf: new Int32Array(model.jobs.length).fill(-1),
    tripOf: new Int32Array(model.jobs.length),
    positionOf: new Int32Array(model.jobs.length),
    stock: model.stock.slice(),
    docks: emptyDocks(model.problem),
    cost: model.jobs.reduce((sum, job) => sum + job.prize, 0),
  };
}

/** Writes a plan over another one of the same model that nobody needs any more. */
export function copyPlanInto(target: Plan, plan: Plan): Plan {
  for (let vehicle = 0; vehicle < plan.routes.length; vehicle++)
    target.routes[vehicle] = plan.routes[vehicle] as PlannedRoute;
  target.vehicleOf.set(plan.vehicleOf);
  target.tripOf.set(plan.tripOf);
  target.positionOf.set(plan.positionOf);
  target.stock.set(plan.stock);
  target.docks = plan.docks;
  target.cost = plan.cost;
  return target;
}

export function copyPlan(plan: Plan): Plan {
  return {
    routes: plan.routes.slice(),
    vehicleOf: plan.vehicleOf.slice(),
    tripOf: plan.tripOf.slice(),
    positionOf: plan.positionOf.slice(),
    stock: plan.stock.slice(),
    docks: plan.docks,
    cost: plan.cost,
  };
}

/** Puts routes in the place of their vehicles' old ones; jobs that only the old ones had are left out from now on. */
export function setRoutes(model: Model, plan: Plan, routes: readonly PlannedRoute[]): void {
  // All old ones go before any new one comes: a job may change from one of these vehicles to another.
  for (const { vehicle } of routes) settle(model, plan, plan.routes[vehicle] as PlannedRoute, -1);
  for (const route of routes) {
    settle(model, plan, route, 1);
    plan.routes[route.vehicle] = route;
  }
  plan.docks = rebooked(
    plan.docks,
    routes.map(({ vehicle }) => vehicle),
    routes,
  );
}

export function jobsLeftOut(plan: Plan): number[] {
  const jobs: number[] = [];
  const { vehicleOf } = plan;
  for (let job = 0; job < vehicleOf.length; job++) if ((vehicleOf[job] as number) < 0) jobs.push(job);
  return jobs;
}

/** Whether a depot still has what a job takes. */
export function hasStock(model: Model, plan: Plan, depot: number, job: number): boolean {
  const { amounts } = model.jobs[job] as Job;
  for (let loadClass = 0; loadClass < amounts.length; loadClass++) {
    if ((amounts[loadClass] as number) > (plan.stock[depot * amounts.length + loadClass] as number)) return false;
  }
  return true;
}

/** Books a route in (1) or out (−1). */
function settle(model: Model, plan: Plan, route: PlannedRoute, sign: 1 | -1): void {
  const { vehicleOf, tripOf, positionOf, stock } = plan;
  const vehicle = sign > 0 ? route.vehicle : -1;
  let cost = plan.cost + sign * route.cost;
  for (let trip = 0; trip < route.trips.length; trip++) {
    const { depot, jobs } = route.trips[trip] as PlannedTrip;
    for (let position = 0; position < jobs.length; position++) {
      const index = jobs[position] as number;
      const { amounts, prize } = model.jobs[index] as Job;
      for (let loadClass = 0; loadClass < amounts.length; loadClass++) {
        const cell = depot * amounts.length + loadClass;
        stock[cell] = (stock[cell] as number) - sign * (amounts[loadClass] as number);
      }
      vehicleOf[index] = vehicle;
      tripOf[index] = trip;
      positionOf[index] = position;
      cost -= sign * prize;
    }
  }
  plan.cost = cost;
}
