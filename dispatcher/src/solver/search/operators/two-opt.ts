import { at } from '../../at.ts';
import { setRoutes } from '../plan.ts';
import { planRoute, type TripDraft } from '../route.ts';
import type { Operator } from './operator.ts';

/** Longer stretches are rarely worth turning where time counts. */
const stretchMax = 30;

/** Drives a stretch of a trip, from a job to a later one, the other way round. */
export const twoOpt: Operator = {
  name: 'twoOpt',
  improve: (model, plan, job) => {
    const route = at(plan.routes, at(plan.vehicleOf, job));
    const [trip, position] = [at(plan.tripOf, job), at(plan.positionOf, job)];
    const { depot, jobs } = at(route.trips, trip);
    let best = route;
    for (let last = position + 1; last < jobs.length && last - position < stretchMax; last++) {
      const turned = [...jobs.slice(0, position), ...jobs.slice(position, last + 1).reverse(), ...jobs.slice(last + 1)];
      const drafts: TripDraft[] = [...route.trips];
      drafts[trip] = { depot, jobs: turned };
      const candidate = planRoute(model, plan.docks, route.vehicle, drafts);
      if (candidate !== null && candidate.cost < best.cost) best = candidate;
    }
    if (best === route) return false;
    setRoutes(model, plan, [best]);
    return true;
  },
};
