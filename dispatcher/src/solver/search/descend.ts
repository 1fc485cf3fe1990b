import type { Budget } from '../solution.ts';
import type { Model } from './model.ts';
import type { Operator } from './operators/operator.ts';
import { relocate } from './operators/relocate.ts';
import { swap } from './operators/swap.ts';
import { tails } from './operators/tails.ts';
import { twoOpt } from './operators/two-opt.ts';
import type { Plan } from './plan.ts';
import { at, type Random, shuffle } from './random.ts';

/** Adding a move is one file and one line here. Cheap ones first. */
const operators: readonly Operator[] = [relocate, twoOpt, swap, tails];

const passesMax = 20;

/** Improves a plan until no operator finds anything, the budget is spent or `passesMax` is reached. */
export function descend(model: Model, plan: Plan, random: Random, budget: Budget): void {
  const order = Array.from(model.jobs.keys());
  for (let pass = 0; pass < passesMax; pass++) {
    let improved = false;
    shuffle(random, order);
    for (const job of order) {
      if (budget.expired?.()) return;
      for (const operator of operators) {
        if (at(plan.vehicleOf, job) >= 0 && operator.improve(model, plan, job)) improved = true;
      }
    }
    if (!improved) return;
  }
}
