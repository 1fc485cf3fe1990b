import type { Problem } from './problem.ts';
import { type Adopted, adopt, cutLeftOvers, largestLeftOver } from './search/adopt.ts';
import { construct, insertAll } from './search/construct.ts';
import { descend } from './search/descend.ts';
import { improve } from './search/improve.ts';
import { buildModel } from './search/model.ts';
import { emptyPlan, jobsLeftOut } from './search/plan.ts';
import { createRandom, type Random } from './search/random.ts';
import { toSolution } from './search/to-solution.ts';
import type { Budget, Solution, SolveOptions, Stats } from './solution.ts';
import { validateProblem } from './validate-problem.ts';

/**
 * Plans. Always answers with a valid plan, the best found within the budget, and a reason for every stop it leaves out; the
 * same problem, seed and number of iterations give the same plan. The first plan is made even when the budget is spent
 * already. Throws on a problem that is not well formed, naming the field.
 */
export function solve(problem: Problem, options: SolveOptions): Solution {
  validateProblem(problem);
  const { budget, seed, onImproved, warmStart } = options;
  const random = createRandom(seed);
  const empty = buildModel(problem);
  const start = warmStart === undefined ? { model: empty, plan: emptyPlan(empty) } : adopt(empty, warmStart);

  const { model, plan } = firstPlan(start, random, budget);
  const firstCost = plan.cost;
  if (model.jobs.length === 0) {
    return answer({ model, plan }, { iterations: 0, improvements: 0, firstCost, endedBy: 'nothingToImprove' });
  }

  descend(model, plan, random, budget);
  const progress = improve(model, plan, random, {
    budget,
    onImproved: ({ plan: better, ...stats }) => onImproved?.(answer({ model, plan: better }, { ...stats, firstCost })),
  });
  const { plan: best, ...stats } = progress;
  descend(model, best, random, budget);
  return answer({ model, plan: best }, { ...stats, firstCost });
}

/** Construction; boxes that found no room together are tried again in ever smaller groups. */
function firstPlan(start: Adopted, random: Random, budget: Budget): Adopted {
  let current: Adopted = { model: start.model, plan: construct(start.model, start.plan, random, budget) };
  for (let size = largestLeftOver(current); size > 1; size = Math.min(size >> 1, largestLeftOver(current))) {
    const cut = cutLeftOvers(current, Math.max(1, size >> 1));
    current = { model: cut.model, plan: construct(cut.model, cut.plan, random, budget) };
  }
  return current;
}

/** Fills up what still has room, box by box, so that the reason of whatever stays out holds beside this very plan. */
function answer(found: Adopted, stats: Stats): Solution {
  const { model, plan } = cutLeftOvers(found, 1);
  let left = jobsLeftOut(plan);
  for (let before = left.length + 1; left.length < before; ) {
    before = left.length;
    insertAll(model, plan, left);
    left = jobsLeftOut(plan);
  }
  return toSolution(model, plan, stats);
}
