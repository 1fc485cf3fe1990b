import { GCProfiler } from 'node:v8';
import { anneal, type Rounds } from '../../solver/flat/anneal.ts';
import { createBest, keepBest } from '../../solver/flat/best.ts';
import { createCore } from '../../solver/flat/create-core.ts';
import { firstPlan, meanLegCost } from '../../solver/flat/first-plan.ts';
import type { Instance } from '../../solver/flat/instance.ts';
import { solveInstance } from '../../solver/flat/solve-instance.ts';
import { scheduleOf, temperaturesFor } from '../../solver/flat/temperatures.ts';
import { budgetClock } from './cpu-clock.ts';
import { largeInstance } from './large-instance.ts';

/** Until the compiler has seen every path. */
const warmRounds = 200_000;
const countedRounds = 1_000_000;
const repeatedRounds = 20_000;

/** What a round of the search costs beside its result (SOLVER.md 5.4): speed, heap used up, and whether a run repeats itself. */
export function runLoopBench(clients: number): Record<string, string | number | boolean>[] {
  return [false, true].map((windows) => {
    const instance = largeInstance(1, clients, windows);
    return { instance: instance.name, ...countHeap(instance), repeats: repeats(instance) };
  });
}

function countHeap(instance: Instance) {
  const core = createCore(instance, 1);
  firstPlan(core);
  const best = createBest(core);
  keepBest(core, best);
  const schedule = scheduleOf(temperaturesFor(core.traits, 0), meanLegCost(core), { from: 0, to: 1 });
  const rounds: Rounds = { count: 0 };
  const run = (roundsMax: number) => {
    const clock = budgetClock({ timeS: null, rounds: roundsMax });
    anneal(core, best, clock, schedule, rounds);
    return clock.usedS();
  };
  run(warmRounds);
  const collections = new GCProfiler();
  collections.start();
  const before = process.memoryUsage().heapUsed;
  const cpuS = run(warmRounds + countedRounds);
  const grown = process.memoryUsage().heapUsed - before;
  return {
    roundsPerS: Math.round(countedRounds / cpuS),
    heapBytesPerRound: Math.round((100 * grown) / countedRounds) / 100,
    collections: collections.stop().statistics.length,
  };
}

function repeats(instance: Instance): boolean {
  const solve = () =>
    JSON.stringify(
      solveInstance(instance, { clock: budgetClock({ timeS: null, rounds: repeatedRounds }), seed: 7 }).plan,
    );
  const [once, again] = [solve(), solve()];
  return once === again;
}
