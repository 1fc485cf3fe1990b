import { at } from '../../at.ts';
import { setRoutes } from '../plan.ts';
import { planPair } from '../plan-pair.ts';
import type { PlannedRoute } from '../route.ts';
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
      const routes = planPair(
        model,
        plan,
        { vehicle: own.vehicle, drafts: other.trips },
        { vehicle: other.vehicle, drafts: own.trips },
      );
      if (routes === null) continue;
      const gain = own.cost + other.cost - routes[0].cost - routes[1].cost;
      if (gain > (best?.gain ?? 0)) best = { gain, routes };
    }
    if (best === null) return false;
    setRoutes(model, plan, best.routes);
    return true;
  },
};
