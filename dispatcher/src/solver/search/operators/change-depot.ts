import { at } from '../../at.ts';
import type { Model } from '../model.ts';
import { type Plan, setRoutes } from '../plan.ts';
import { type PlannedRoute, planRoute, type TripDraft } from '../route.ts';
import type { Operator } from './operator.ts';

/** A trip takes its loads from another depot. Tried once per trip, by its first job. */
export const changeDepot: Operator = {
  name: 'changeDepot',
  improve: (model, plan, job) => {
    const route = at(plan.routes, at(plan.vehicleOf, job));
    const [trip, position] = [at(plan.tripOf, job), at(plan.positionOf, job)];
    if (position > 0) return false;
    const { depot: now, jobs } = at(route.trips, trip);
    let best: PlannedRoute = route;
    for (const depot of at(model.sourceLists, at(model.jobs, job).stop)) {
      if (depot === now || !hasStockFor(model, plan, depot, jobs)) continue;
      const drafts: TripDraft[] = [...route.trips];
      drafts[trip] = { depot, jobs };
      const candidate = planRoute(model, plan.docks, route.vehicle, drafts);
      if (candidate !== null && candidate.cost < best.cost) best = candidate;
    }
    if (best === route) return false;
    setRoutes(model, plan, [best]);
    return true;
  },
};

function hasStockFor(model: Model, plan: Plan, depot: number, jobs: readonly number[]): boolean {
  const classes = model.problem.loadClasses.length;
  for (let loadClass = 0; loadClass < classes; loadClass++) {
    const amount = jobs.reduce((sum, job) => sum + at(at(model.jobs, job).amounts, loadClass), 0);
    if (amount > at(plan.stock, depot * classes + loadClass)) return false;
  }
  return true;
}
