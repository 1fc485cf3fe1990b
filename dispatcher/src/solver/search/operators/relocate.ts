import { at } from '../../at.ts';
import { bestInsertion, insert } from '../insertion.ts';
import { setRoutes } from '../plan.ts';
import { withoutJob } from '../removal.ts';
import type { Operator } from './operator.ts';

/** Takes a job out and puts it where it costs least: another position, trip, vehicle, or a trip of its own. */
export const relocate: Operator = {
  name: 'relocate',
  improve: (model, plan, job) => {
    const before = at(plan.routes, at(plan.vehicleOf, job));
    const reduced = withoutJob(model, plan, job);
    if (reduced === null) return false;

    setRoutes(model, plan, [reduced]);
    const better = bestInsertion(model, plan, job, { bound: before.cost - reduced.cost });
    if (better === null) setRoutes(model, plan, [before]);
    else insert(model, plan, better);
    return better !== null;
  },
};
