import type { Problem } from './problem.ts';
import { asInstance, type PureProblem } from './pure/as-instance.ts';
import { solvePure } from './pure/solve-pure.ts';
import { type Adopted, adopt, cutLeftOvers, largestLeftOver } from './search/adopt.ts';
import { construct, insertAll } from './search/construct.ts';
import { descend } from './search/descend.ts';
import { improveInEpochs } from './search/improve-in-epochs.ts';
import { buildModel } from './search/model.ts';
import { copyPlan, emptyPlan, jobsLeftOut } from './search/plan.ts';
import { createRandom, type Random } from './search/random.ts';
import { settleDocks } from './search/settle-docks.ts';
import { toSolution } from './search/to-solution.ts';
import type { Budget, Solution, SolveOptions, Stats } from './solution.ts';
import { validateAsked } from './validate-asked.ts';
import { validateProblem } from './validate-problem.ts';

/**
 * Plans. Always answers with a valid plan, the best found within the budget, and a reason for every stop it leaves out; the
 * same problem, seed and number of iterations give the same plan. The first plan is made even when the budget is spent
 * already. A problem of more than a handful of stops that uses no rule beyond those of the pure families goes to the fast core.
 * Throws on a problem, budget or former plan that is not well formed, naming the field.
 */
export function solve(problem: Problem, options: SolveOptions): Solution {
  validateProblem(problem);
  validateAsked(problem, options);
  const isForCore = problem.stops.length > handful && options.warmStart === undefined && options.budget.iterations > 0;
  const pure = isForCore ? asInstance(problem) : null;
  return pure === null ? solveRich(problem, options) : solveOnFastCore(problem, pure, options);
}

/** Up to so many stops the richer search, which leaves nothing untried, is quick enough. */
const handful = 50;

function solveRich(problem: Problem, options: SolveOptions): Solution {
  const { budget, seed, onImproved, warmStart } = options;
  const random = createRandom(seed);
  const empty = buildModel(problem);
  const start = warmStart === undefined ? { model: empty, plan: emptyPlan(empty) } : adopt(empty, warmStart);

  const { model, plan } = firstPlan(start, random, budget);
  const firstCost = plan.cost;
  if (model.jobs.length === 0) {
    return answer({ model, plan }, { iterations: 0, improvements: 0, firstCost, endedBy: 'nothingToImprove' });
  }

  // A former plan that is only to be taken up stays as people know it.
  if (warmStart === undefined || budget.iterations > 0) descend(model, plan, random, budget);
  const { iterations, improvements, endedBy, ...best } = improveInEpochs({ model, plan }, random, {
    budget,
    ...(onImproved && {
      onImproved: ({ model: grouped, plan: better, ...stats }) =>
        onImproved(answer({ model: grouped, plan: better }, { ...stats, firstCost })),
    }),
  });
  if (iterations > 0) descend(best.model, best.plan, random, budget);
  return answer(best, { iterations, improvements, endedBy, firstCost });
}

/** Where the fast core leaves out what is worth it, the richer search makes room as far as the budget lasts. */
function solveOnFastCore(problem: Problem, pure: PureProblem, options: SolveOptions): Solution {
  const { budget, seed, onImproved } = options;
  const { routes, rounds, complete } = solvePure(pure, budget, seed);
  const found = adopt(buildModel(problem), { routes });
  const firstCost = found.plan.cost;
  const random = createRandom(seed);
  if (!complete) descend(found.model, found.plan, random, budget);
  const best = complete ? { ...found, iterations: 0 } : improveInEpochs(found, random, { budget });
  const solution = answer(best, {
    iterations: rounds + best.iterations,
    improvements: 1,
    firstCost,
    endedBy: budget.expired?.() ? 'expired' : 'iterations',
  });
  onImproved?.(solution);
  return solution;
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

const cutsMax = 20;

/** Fills up what still has room, box by box, so that the reason of whatever stays out holds beside this very plan. */
export function answer(found: Adopted, stats: Stats): Solution {
  let { model, plan } = { model: found.model, plan: copyPlan(found.plan) };
  let cuts = 0;
  for (let before = Number.POSITIVE_INFINITY; ; ) {
    settleDocks(model, plan);
    // Where docks are scarce, what is timed anew can find another dock taken and fall out in turn.
    if (largestLeftOver({ model, plan }) > 1 && cuts++ < cutsMax) {
      ({ model, plan } = cutLeftOvers({ model, plan }, 1));
      continue;
    }
    const left = jobsLeftOut(plan);
    if (left.length >= before) return toSolution(model, plan, stats);
    before = left.length;
    insertAll(model, plan, left);
  }
}
