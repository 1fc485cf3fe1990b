import { at } from '../../at.ts';
import type { Model } from '../model.ts';
import { type Plan, setRoutes } from '../plan.ts';
import { planPair } from '../plan-pair.ts';
import { allows, type PlannedRoute, type TripDraft } from '../route.ts';
import type { Operator } from './operator.ts';

const neighboursTried = 15;

/** Exchanges two jobs of different vehicles that lie near each other, each taking the other's position. */
export const swap: Operator = {
  name: 'swap',
  improve: (model, plan, job) => {
    const own = at(plan.vehicleOf, job);
    let best: { gain: number; routes: readonly [PlannedRoute, PlannedRoute] } | null = null;
    for (const stop of at(model.neighbours, at(model.jobs, job).stop).subarray(0, neighboursTried)) {
      for (const other of at(model.jobsOfStop, stop)) {
        const vehicle = at(plan.vehicleOf, other);
        if (vehicle < 0 || vehicle === own) continue;
        const routes = exchanged(model, plan, job, other);
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

function exchanged(model: Model, plan: Plan, job: number, other: number): [PlannedRoute, PlannedRoute] | null {
  const first = at(plan.routes, at(plan.vehicleOf, job));
  const second = at(plan.routes, at(plan.vehicleOf, other));
  const here = { trip: at(plan.tripOf, job), position: at(plan.positionOf, job) };
  const there = { trip: at(plan.tripOf, other), position: at(plan.positionOf, other) };
  const depots = [at(first.trips, here.trip).depot, at(second.trips, there.trip).depot] as const;
  if (depots[0] !== depots[1] && depots.some((depot) => at(model.problem.depots, depot).stock !== null)) return null;

  if (!allows(model, second.vehicle, depots[1], job) || !allows(model, first.vehicle, depots[0], other)) return null;
  return planPair(
    model,
    plan,
    { vehicle: first.vehicle, drafts: put(first, here, other) },
    { vehicle: second.vehicle, drafts: put(second, there, job) },
  );
}

function put(route: PlannedRoute, where: { trip: number; position: number }, job: number): TripDraft[] {
  const drafts: TripDraft[] = [...route.trips];
  const target = at(drafts, where.trip);
  drafts[where.trip] = { depot: target.depot, jobs: target.jobs.with(where.position, job) };
  return drafts;
}
