import { at } from '../at.ts';
import { orders } from './construct.ts';
import { bestInsertion, insert } from './insertion.ts';
import type { Model } from './model.ts';
import type { Plan } from './plan.ts';
import { below, type Random } from './random.ts';

/** A vehicle is passed over in one of so many looks, so that greedy insertion does not always fall into the same place. */
const blinkOneIn = 100;
/** A job looks at all vehicles in one of so many rounds, else at the idle ones and those that serve its neighbours. */
const fullLookOneIn = 10;

/** Puts jobs back one by one where they cost least, in one of several orders drawn by chance. */
export function recreate(model: Model, plan: Plan, jobs: number[], random: Random): void {
  at(orders, below(random, orders.length))(model, jobs, random);
  for (const job of jobs) {
    const bound = at(model.jobs, job).prize;
    const near = below(random, fullLookOneIn) === 0 ? null : vehiclesNear(model, plan, job);
    const skips = (vehicle: number) =>
      below(random, blinkOneIn) === 0 ||
      (near !== null && near[vehicle] === 0 && at(plan.routes, vehicle).trips.length > 0);
    const insertion = bestInsertion(model, plan, job, { bound, skips });
    if (insertion !== null) insert(model, plan, insertion);
  }
}

function vehiclesNear(model: Model, plan: Plan, job: number): Uint8Array {
  const near = new Uint8Array(plan.routes.length);
  for (const stop of at(model.neighbours, at(model.jobs, job).stop)) {
    for (const other of at(model.jobsOfStop, stop)) {
      const vehicle = at(plan.vehicleOf, other);
      if (vehicle >= 0) near[vehicle] = 1;
    }
  }
  return near;
}
