import { at } from '../../at.ts';
import { setRoutes } from '../plan.ts';
import { type PlannedRoute, planRoute } from '../route.ts';
import type { Operator } from './operator.ts';

/** Two vehicles, one of them perhaps idle, take over each other's whole day. Tried once per route, by its first job. */
export const exchangeDays: Operator = {
  name: 'exchangeDays',
  improve: (model, plan, job) => {
    const own = at(plan.routes, at(plan.vehicleOf, job));
    if (at(own.trips, 0).jobs[0] !== job) return false;
    let best: { gain: number; routes: readonly [PlannedRoute, PlannedRoute] } | null = null;
    for (const other of plan.routes) {
      if (other.vehicle === own.vehicle) continue;
      const given = planRoute(model, other.vehicle, own.trips);
      if (given === null) continue;
      const taken = planRoute(model, own.vehicle, other.trips);
      if (taken === null) continue;
      const gain = own.cost + other.cost - given.cost - taken.cost;
      if (gain > (best?.gain ?? 0)) best = { gain, routes: [taken, given] };
    }
    if (best === null) return false;
    setRoutes(model, plan, best.routes);
    return true;
  },
};
