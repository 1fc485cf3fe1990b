import { at } from '../at.ts';
import type { Budget } from '../solution.ts';
import { type Adopted, loosen } from './adopt.ts';
import { improve, shareUsed } from './improve.ts';
import { jobsLeftOut } from './plan.ts';
import type { Random } from './random.ts';

/** Times that boxes are grouped anew in a budget. */
const epochsMax = 12;
/** Fewer rounds than this are too few for an epoch. */
const iterationsMin = 50;
/** A stop with more boxes than this is not taken apart: too many ways. */
const looseBoxesMax = 30;
/** So few jobs are soon searched through: the budget is better spent on several goes at them. */
const fewJobs = 12;
const restarts = 4;
const looseChance = 0.3;
/** Where there are no more boxes than this in all, every stop's go their own ways. */
const fewBoxes = 24;

interface Outcome extends Adopted {
  readonly iterations: number;
  readonly improvements: number;
  readonly endedBy: 'iterations' | 'expired';
}

/**
 * Improves a plan within a budget. Where stops may be split, the boxes of some of them are let go their own ways in every
 * second epoch: those of which some are left out or that several trips share, and a few by chance to make room for those.
 */
export function improveInEpochs(
  start: Adopted,
  random: Random,
  options: { readonly budget: Budget; readonly onImproved?: (found: Outcome) => void },
): Outcome {
  const { budget, onImproved } = options;
  const splits = start.model.problem.stops.some(({ pieces }) => (pieces?.count ?? 1) > 1);
  const measured = Number.isFinite(budget.iterations) || budget.usedShare !== undefined;
  const few = start.model.jobs.length <= fewJobs;
  const wanted = splits ? epochsMax : few ? restarts : 1;
  const epochs = measured ? Math.max(1, Math.min(wanted, Math.floor(budget.iterations / iterationsMin))) : 1;
  let best: Adopted = start;
  let iterations = 0;
  let improvements = 0;
  let endedBy: 'iterations' | 'expired' = 'iterations';
  const begun = shareUsed(budget, 0);
  const shareAt = (epoch: number) => begun + ((1 - begun) * epoch) / epochs;
  for (let epoch = 0; epoch < epochs && endedBy !== 'expired'; epoch++) {
    const { model, plan } = epoch === 0 || !splits ? best : regrouped(best, epoch % 2 === 1, random);
    const before = { iterations, improvements };
    const progress = improve(model, plan, random, {
      budget,
      slice: { from: shareAt(epoch), to: shareAt(epoch + 1), iterations, coolsAnew: few && !splits },
      onImproved: (found) => {
        if (found.plan.cost >= best.plan.cost) return;
        const all = { iterations: before.iterations + found.iterations, improvements: before.improvements + 1 };
        onImproved?.({ ...all, model, plan: found.plan, endedBy: 'iterations' });
      },
    });
    iterations += progress.iterations;
    endedBy = progress.endedBy;
    if (progress.plan.cost < best.plan.cost) {
      best = { model, plan: progress.plan };
      improvements += progress.improvements;
    }
  }
  return { ...best, iterations, improvements, endedBy };
}

function regrouped(found: Adopted, loose: boolean, random: Random): Adopted {
  const { model, plan } = found;
  const divided = new Set(jobsLeftOut(plan).map((job) => at(model.jobs, job).stop));
  for (const [stop, jobs] of model.jobsOfStop.entries()) if (jobs.length > 1) divided.add(stop);
  const boxes = model.problem.stops.reduce((sum, { pieces }) => sum + (pieces?.count ?? 0), 0);
  const chosen = model.problem.stops.map(({ pieces }, stop) => {
    const drawn = random() < looseChance || boxes <= fewBoxes;
    return loose && (pieces?.count ?? 0) <= looseBoxesMax && (divided.has(stop) || drawn);
  });
  return loosen(found, (stop) => at(chosen, stop));
}
