import { at } from '../at.ts';
import type { Budget } from '../solution.ts';
import { judgeAlone } from './alone.ts';
import type { Model } from './model.ts';
import { copyPlan, jobsLeftOut, type Plan } from './plan.ts';
import type { Random } from './random.ts';
import { recreate } from './recreate.ts';
import { ruin } from './ruin.ts';

interface Progress {
  readonly plan: Plan;
  readonly iterations: number;
  readonly improvements: number;
  readonly endedBy: 'iterations' | 'expired';
}

/** A plan may be as bad as the one accepted this many rounds ago. */
const memoryLength = 100;
/**
 * Ruins and recreates until the budget is spent; the best plan seen. Acceptance is late acceptance hill climbing (E. Burke and
 * Y. Bykov, 2017): it needs to know neither the scale of costs nor how much of the budget is left.
 */
export function improve(
  model: Model,
  start: Plan,
  random: Random,
  options: { readonly budget: Budget; readonly onImproved?: (progress: Progress) => void },
): Progress {
  const { budget, onImproved } = options;
  const memory = new Float64Array(memoryLength).fill(start.cost);
  let best = start;
  let current = start;
  let improvements = 0;
  let iterations = 0;
  const hopeless = new Set(jobsLeftOut(start).filter((job) => 'reason' in judgeAlone(model, job)));

  for (; iterations < budget.iterations; iterations++) {
    if (budget.expired?.()) return { plan: best, iterations, improvements, endedBy: 'expired' };
    const candidate = copyPlan(current);
    ruin(model, candidate, random);
    const jobs = jobsLeftOut(candidate).filter((job) => !hopeless.has(job));
    recreate(model, candidate, jobs, random);

    const slot = iterations % memoryLength;
    if (candidate.cost <= current.cost || candidate.cost <= at(memory, slot)) current = candidate;
    memory[slot] = current.cost;
    if (current.cost < best.cost) {
      best = current;
      improvements += 1;
      onImproved?.({ plan: best, iterations: iterations + 1, improvements, endedBy: 'iterations' });
    }
  }
  return { plan: best, iterations, improvements, endedBy: 'iterations' };
}
