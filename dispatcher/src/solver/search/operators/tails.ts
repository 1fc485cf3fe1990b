import { at } from '../../at.ts';
import type { Model } from '../model.ts';
import { type Plan, setRoutes } from '../plan.ts';
import { planPair } from '../plan-pair.ts';
import type { PlannedRoute, TripDraft } from '../route.ts';
import type { Operator } from './operator.ts';

const neighboursTried = 15;

/** 2-opt*: two trips of different vehicles from the same depot exchange what follows two jobs that lie near each other. */
export const tails: Operator = {
  name: 'tails',
  improve: (model, plan, job) => {
    const own = at(plan.vehicleOf, job);
    let best: { gain: number; routes: readonly [PlannedRoute, PlannedRoute] } | null = null;
    for (const stop of at(model.neighbours, at(model.jobs, job).stop).subarray(0, neighboursTried)) {
      for (const other of at(model.jobsOfStop, stop)) {
        const vehicle = at(plan.vehicleOf, other);
        if (vehicle < 0 || vehicle === own) continue;
        const routes = crossed(model, plan, job, other);
        if (routes === null) continue;
        const gain = at(plan.routes, own).cost + at(plan.routes, vehicle).cost - routes[0].cost - routes[1].cost;
        if (gain > (best?.gain ?? 0)) best = { gain, routes };
      }
    }
    if (best === null) return false;
    setRoutes(model, plan, best.routes);
    return true;
  },
};

/** The first trip goes on from `job` to `other`; the second takes over what followed `job`. */
function crossed(model: Model, plan: Plan, job: number, other: number): [PlannedRoute, PlannedRoute] | null {
  const first = at(plan.routes, at(plan.vehicleOf, job));
  const second = at(plan.routes, at(plan.vehicleOf, other));
  const here = { trip: at(plan.tripOf, job), position: at(plan.positionOf, job) };
  const there = { trip: at(plan.tripOf, other), position: at(plan.positionOf, other) };
  const one = at(first.trips, here.trip);
  const two = at(second.trips, there.trip);
  if (one.depot !== two.depot) return null;

  return planPair(
    model,
    plan,
    {
      vehicle: first.vehicle,
      drafts: put(first, here.trip, [...one.jobs.slice(0, here.position + 1), ...two.jobs.slice(there.position)]),
    },
    {
      vehicle: second.vehicle,
      drafts: put(second, there.trip, [...two.jobs.slice(0, there.position), ...one.jobs.slice(here.position + 1)]),
    },
  );
}

function put(route: PlannedRoute, trip: number, jobs: readonly number[]): TripDraft[] {
  const drafts: TripDraft[] = [...route.trips];
  drafts[trip] = { depot: at(drafts, trip).depot, jobs };
  return drafts;
}
