import { InvariantError } from '@baogong/drizzle/rules/refusal';
import { at } from '../at.ts';
import type { Model } from './model.ts';
import type { PlannedRoute } from './route.ts';

/** A whole plan in the making: always valid, perhaps with jobs left out. */
export interface Plan {
  /** One per vehicle, those without a trip too. */
  readonly routes: PlannedRoute[];
  /** By job: its vehicle, −1 = left out. */
  readonly vehicleOf: Int32Array;
  /** What the trips leave of the depots' stock, flat (depot × class). */
  readonly stock: Float64Array;
  /** Routes plus the prizes of jobs left out. */
  cost: number;
}

export function emptyPlan(model: Model): Plan {
  return {
    routes: model.problem.vehicles.map((_, vehicle) => ({ vehicle, trips: [], travelCost: 0, cost: 0 })),
    vehicleOf: new Int32Array(model.jobs.length).fill(-1),
    stock: model.stock.slice(),
    cost: model.jobs.reduce((sum, job) => sum + job.prize, 0),
  };
}

export function copyPlan(plan: Plan): Plan {
  return { routes: plan.routes.slice(), vehicleOf: plan.vehicleOf.slice(), stock: plan.stock.slice(), cost: plan.cost };
}

/** Puts routes in the place of their vehicles' old ones; jobs that only the old ones had are left out from now on. */
export function setRoutes(model: Model, plan: Plan, routes: readonly PlannedRoute[]): void {
  // All old ones go before any new one comes: a job may change from one of these vehicles to another.
  for (const { vehicle } of routes) settle(model, plan, at(plan.routes, vehicle), -1);
  for (const route of routes) {
    settle(model, plan, route, 1);
    plan.routes[route.vehicle] = route;
  }
}

export function jobsLeftOut(plan: Plan): number[] {
  const jobs: number[] = [];
  plan.vehicleOf.forEach((vehicle, job) => {
    if (vehicle < 0) jobs.push(job);
  });
  return jobs;
}

/** Whether a depot still has what a job takes. */
export function hasStock(model: Model, plan: Plan, depot: number, job: number): boolean {
  const { amounts } = at(model.jobs, job);
  for (let loadClass = 0; loadClass < amounts.length; loadClass++) {
    if (at(amounts, loadClass) > at(plan.stock, depot * amounts.length + loadClass)) return false;
  }
  return true;
}

/** Where in a route a job is. */
export function findJob(model: Model, route: PlannedRoute, job: number): { trip: number; position: number } {
  for (const [trip, { jobs }] of route.trips.entries()) {
    const position = jobs.indexOf(job);
    if (position >= 0) return { trip, position };
  }
  throw new InvariantError(`job ${job} of ${model.jobs.length} is not in the route of vehicle ${route.vehicle}`);
}

/** Books a route in (1) or out (−1). */
function settle(model: Model, plan: Plan, route: PlannedRoute, sign: 1 | -1): void {
  plan.cost += sign * route.cost;
  for (const { depot, jobs } of route.trips) {
    for (const index of jobs) {
      const { amounts, prize } = at(model.jobs, index);
      for (let loadClass = 0; loadClass < amounts.length; loadClass++) {
        const cell = depot * amounts.length + loadClass;
        plan.stock[cell] = at(plan.stock, cell) - sign * at(amounts, loadClass);
      }
      plan.vehicleOf[index] = sign > 0 ? route.vehicle : -1;
      plan.cost -= sign * prize;
    }
  }
}
