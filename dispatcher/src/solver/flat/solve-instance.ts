import type { InstancePlan } from '../formats/vrplib-solution.ts';
import { anneal } from './anneal.ts';
import { createBest, keepBest, returnToBest } from './best.ts';
import type { Clock } from './clock.ts';
import type { Core } from './core.ts';
import { createCore } from './create-core.ts';
import { chooseFindPlace, drawBlink } from './find-place.ts';
import { chooseFits } from './fits.ts';
import type { Instance } from './instance.ts';
import { createWork, recreate } from './recreate.ts';
import { toPlan } from './to-plan.ts';
import { beginRound, createUndo } from './undo.ts';

export interface InstanceAnswer {
  readonly plan: InstancePlan;
  /** Clients that must be served and are not. */
  readonly missing: number;
  readonly rounds: number;
}

export const tuning = { hot: 1, cold: 0.01, mean: 10, stringMax: 10 };

/** Plans a pure instance: a first plan, then ruin and recreate under annealing fitted to the budget. */
export function solveInstance(instance: Instance, options: { readonly clock: Clock; readonly seed: number }): InstanceAnswer {
  const { clock, seed } = options;
  const core = createCore(instance, seed);
  firstPlan(core);
  const best = createBest(core);
  keepBest(core, best);
  const rounds = { count: 0 };
  const edges = core.placeCount - core.firstClient + core.activeCount;
  const meanEdge = core.routeCost / Math.max(1, edges);
  anneal(core, best, clock, {
    hot: tuning.hot * meanEdge,
    cold: tuning.cold * meanEdge,
    sizes: { mean: tuning.mean, stringMax: tuning.stringMax },
    from: clock.usedS() / clock.limitS || 0,
    to: 1,
  }, rounds);
  returnToBest(core, best);
  return { plan: toPlan(core), missing: core.missingCount, rounds: rounds.count };
}

function firstPlan(core: Core): void {
  const undo = createUndo(core);
  const work = createWork(core);
  beginRound(core, undo);
  core.blinkIn = drawBlink(core);
  for (let index = 0; index < core.absentCount; index++) work.clients[index] = core.absent[index] as number;
  work.count = core.absentCount;
  recreate(core, undo, work, chooseFindPlace(core), chooseFits(core));
}
