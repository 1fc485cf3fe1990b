import { at } from '../at.ts';
import type { Model } from './model.ts';
import type { Plan } from './plan.ts';
import { type PlannedRoute, planRoute, type TripDraft } from './route.ts';

/** A vehicle's route with other jobs on one of its trips; null where that breaks a rule (a detour can be quicker). */
export function routeWithTrip(
  model: Model,
  plan: Plan,
  route: PlannedRoute,
  { trip, jobs }: { readonly trip: number; readonly jobs: readonly number[] },
): PlannedRoute | null {
  // The other trips stay what they are: one before it need not be timed anew.
  const drafts: TripDraft[] = [...route.trips];
  drafts[trip] = { depot: at(drafts, trip).depot, jobs };
  return planRoute(model, plan.docks, route.vehicle, drafts);
}

/** The same for one planned job, with the place where it was. */
export function withoutJob(model: Model, plan: Plan, job: number): PlannedRoute | null {
  const route = at(plan.routes, at(plan.vehicleOf, job));
  const [trip, position] = [at(plan.tripOf, job), at(plan.positionOf, job)];
  const drafts: TripDraft[] = [...route.trips];
  const target = at(drafts, trip);
  drafts[trip] = { depot: target.depot, jobs: target.jobs.toSpliced(position, 1) };
  return planRoute(model, plan.docks, route.vehicle, drafts);
}
