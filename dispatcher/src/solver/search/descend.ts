import { at } from '../at.ts';
import type { Budget } from '../solution.ts';
import type { Model } from './model.ts';
import { changeDepot } from './operators/change-depot.ts';
import { exchangeDays } from './operators/exchange-days.ts';
import type { Operator } from './operators/operator.ts';
import { relocate } from './operators/relocate.ts';
import { swap } from './operators/swap.ts';
import { tails } from './operators/tails.ts';
import { twoOpt } from './operators/two-opt.ts';
import type { Plan } from './plan.ts';
import { type Random, shuffle } from './random.ts';
import type { PlannedRoute } from './route.ts';

/** Adding a move is one file and one line here. */
const operators: readonly Operator[] = [relocate, twoOpt, swap, tails, changeDepot, exchangeDays];

const passesMax = 20;

/** Improves a plan until no operator finds anything, the budget is spent or `passesMax` is reached. */
export function descend(model: Model, plan: Plan, random: Random, budget: Budget): void {
  const order = Array.from(model.jobs.keys());
  let seen: readonly (PlannedRoute | null)[] = plan.routes.map(() => null);
  for (let pass = 0; pass < passesMax; pass++) {
    const before = plan.routes.slice();
    shuffle(random, order);
    for (const job of order) {
      if (budget.expired?.()) return;
      const vehicle = at(plan.vehicleOf, job);
      // A route that no move has changed since it was last tried offers little new.
      if (vehicle >= 0 && plan.routes[vehicle] !== seen[vehicle]) improveAround(model, plan, job);
    }
    if (plan.routes.every((route, vehicle) => route === before[vehicle])) return;
    seen = before;
  }
}

function improveAround(model: Model, plan: Plan, job: number): void {
  for (const operator of operators) operator.improve(model, plan, job);
}
