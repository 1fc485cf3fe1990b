import { rebooked } from './docks.ts';
import type { Model } from './model.ts';
import type { Plan } from './plan.ts';
import { type PlannedRoute, planRoute, type TripDraft } from './route.ts';

interface Day {
  readonly vehicle: number;
  readonly drafts: readonly TripDraft[];
}

/** Times the new days of two vehicles beside those of all others; null where one of them breaks a rule. */
export function planPair(model: Model, plan: Plan, first: Day, second: Day): [PlannedRoute, PlannedRoute] | null {
  const others = rebooked(plan.docks, [first.vehicle, second.vehicle], []);
  const one = planRoute(model, others, first.vehicle, first.drafts);
  if (one === null) return null;
  const two = planRoute(model, rebooked(others, [], [one]), second.vehicle, second.drafts);
  return two === null ? null : [one, two];
}
