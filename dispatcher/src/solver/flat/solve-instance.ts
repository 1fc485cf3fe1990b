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
import { planBySavings } from './savings.ts';
import { toPlan } from './to-plan.ts';
import { beginRound, createUndo } from './undo.ts';

export interface InstanceAnswer {
  readonly plan: InstancePlan;
  /** Clients that must be served and are not. */
  readonly missing: number;
  readonly rounds: number;
}

export const debug = { log: (_what: string, _cost: number) => {} };
export const tuning = { hot: 2, cold: 0.02, mean: 10, stringMax: 10 };

/** Plans a pure instance: a first plan, then ruin and recreate under annealing fitted to the budget. */
export function solveInstance(instance: Instance, options: { readonly clock: Clock; readonly seed: number }): InstanceAnswer {
  const { clock, seed } = options;
  const core = createCore(instance, seed);
  debug.log('core', 0);
  firstPlan(core);
  debug.log('first', core.routeCost + core.absentCost);
  const best = createBest(core);
  keepBest(core, best);
  const rounds = { count: 0 };
  const meanEdge = meanLeg(core);
  anneal(core, best, clock, {
    hot: tuning.hot * meanEdge,
    cold: tuning.cold * meanEdge,
    sizes: { mean: tuning.mean, stringMax: tuning.stringMax },
    from: clock.usedS() / clock.limitS || 0,
    to: 1,
  }, rounds);
  returnToBest(core, best);
  debug.log('end', core.routeCost + core.absentCost);
  return { plan: toPlan(core), missing: core.missingCount, rounds: rounds.count };
}

/** By savings, then insertion of what they leave out. */
function firstPlan(core: Core): void {
  if (!core.traits.reloads) planBySavings(core);
  debug.log('savings', core.routeCost + core.absentCost);
  const undo = createUndo(core);
  const work = createWork(core);
  beginRound(core, undo);
  core.blinkIn = drawBlink(core);
  for (let index = 0; index < core.absentCount; index++) work.clients[index] = core.absent[index] as number;
  work.count = core.absentCount;
  recreate(core, undo, work, chooseFindPlace(core), chooseFits(core));
}

/** Mean cost of a leg between two clients. */
function meanLeg(core: Core): number {
  let sum = 0;
  let count = 0;
  for (let client = core.firstClient; client < core.placeCount; client++) {
    const route = core.routeOf[client] as number;
    if (route < 0 || (core.next[client] as number) >= core.placeCount) continue;
    sum += (core.leg[client] as number) * (core.unitCosts[core.types[route] as number] as number);
    count += 1;
  }
  return count === 0 ? 1 : sum / count;
}
