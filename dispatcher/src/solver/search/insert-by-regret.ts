import { at } from '../at.ts';
import { FAR_S } from '../problem.ts';
import { bestInVehicle, type Insertion, insert } from './insertion.ts';
import type { Model } from './model.ts';
import { jobsLeftOut, type Plan } from './plan.ts';

/** Of one job: its best place in each vehicle. */
interface Choice {
  readonly job: number;
  readonly places: (Insertion | null)[];
}

/**
 * Inserts jobs by regret (J.-Y. Potvin and J.-M. Rousseau, 1993): always the one that loses most if the vehicle where it costs
 * least is taken by another. Each place is looked for again in the vehicle that has changed, and once more before it is taken. Jobs
 * that cost more than their prize stay out.
 */
export function insertByRegret(model: Model, plan: Plan, jobs: readonly number[]): void {
  const choices: Choice[] = jobs.map((job) => ({
    job,
    places: plan.routes.map(({ vehicle }) => bestInVehicle(model, plan, job, vehicle)),
  }));
  while (choices.length > 0) {
    let next = -1;
    let most = Number.NEGATIVE_INFINITY;
    for (const [index, choice] of choices.entries()) {
      const regret = regretOf(model, choice);
      if (regret <= most) continue;
      most = regret;
      next = index;
    }
    if (next < 0) return;
    const { job, places } = at(choices, next);
    const best = cheapest(places);
    if (best === null) return;
    // Stock and docks are everybody's: what others took since may have undone the place, or made it another.
    const now = bestInVehicle(model, plan, job, best.vehicle);
    if (!isSamePlace(best, now)) {
      places[best.vehicle] = now;
      continue;
    }
    choices.splice(next, 1);
    const wasIdle = at(plan.routes, best.vehicle).trips.length === 0;
    insert(model, plan, best);
    // Of idle vehicles that are alike only the first is offered: another one is it now.
    for (const choice of choices)
      for (const { vehicle, trips } of plan.routes)
        if (vehicle === best.vehicle || (wasIdle && trips.length === 0))
          choice.places[vehicle] = bestInVehicle(model, plan, choice.job, vehicle);
  }
}

/** Puts back by regret what a change has set free. What was out before waits for `insertAll`. */
export function insertTouched(model: Model, plan: Plan, touched: ReadonlySet<number>): void {
  insertByRegret(
    model,
    plan,
    jobsLeftOut(plan).filter((job) => touched.has(at(model.jobs, job).stop)),
  );
}

/** What the second best vehicle costs more than the best; where there is no second, the prize. −Infinity where there is none at all. */
function regretOf(model: Model, { job, places }: Choice): number {
  let least = Number.POSITIVE_INFINITY;
  let second = Number.POSITIVE_INFINITY;
  for (const place of places) {
    if (place === null || place.delta >= second) continue;
    if (place.delta < least) {
      second = least;
      least = place.delta;
    } else second = place.delta;
  }
  if (least === Number.POSITIVE_INFINITY) return Number.NEGATIVE_INFINITY;
  const { prize, stop } = at(model.jobs, job);
  const order = at(model.orders, stop);
  // Frozen visits come before all others, in their order, so that nothing takes their place.
  return order < FAR_S ? Number.MAX_SAFE_INTEGER - order : Math.min(second, prize) - least;
}

function isSamePlace(place: Insertion, other: Insertion | null): boolean {
  return (
    other !== null &&
    place.trip === other.trip &&
    place.position === other.position &&
    place.depot === other.depot &&
    place.delta === other.delta
  );
}

function cheapest(places: readonly (Insertion | null)[]): Insertion | null {
  return places.reduce(
    (best, place) => (place !== null && (best === null || place.delta < best.delta) ? place : best),
    null,
  );
}
