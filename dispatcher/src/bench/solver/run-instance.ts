import { readFileSync } from 'node:fs';
import type { Instance, Rounding } from '../../solver/flat/instance.ts';
import { type InstanceAnswer, solveInstance } from '../../solver/flat/solve-instance.ts';
import { formatOf, type InstanceFormat, readInstance } from '../../solver/formats/read-instance.ts';
import { judgeInstancePlan } from '../../solver/judge/judge-instance-plan.ts';
import { budgetClock } from './cpu-clock.ts';

export interface InstanceRun {
  readonly file: string;
  readonly cost: number;
  readonly routes: number;
  readonly unassigned: number;
  readonly feasible: boolean;
  readonly iterations: number;
  readonly cpuS: number;
  readonly wallS: number;
  readonly peakRssMb: number;
  readonly seed: number;
}

export interface RunOptions {
  readonly format: InstanceFormat | null;
  readonly rounding: Rounding | null;
  /** CPU seconds of the process from the end of parsing to the end of the search; null = no limit. */
  readonly timeS: number | null;
  readonly rounds: number | null;
  readonly seed: number;
}

/** Reads and solves one instance file; the judge, not the search, says what the plan costs and whether it holds. */
export function runInstance(
  file: string,
  options: RunOptions,
): { run: InstanceRun; instance: Instance; answer: InstanceAnswer; broken: readonly string[] } {
  const text = readFileSync(file, 'utf8');
  const instance = readInstance(text, options.format ?? formatOf(text), options.rounding);
  const startedMs = performance.now();
  const clock = budgetClock(options);
  const answer = solveInstance(instance, { clock, seed: options.seed });
  const cpuS = clock.usedS();
  const wallS = (performance.now() - startedMs) / 1000;
  const verdict = judgeInstancePlan(instance, answer.plan.routes);
  const run: InstanceRun = {
    file,
    cost: verdict.cost,
    routes: verdict.routes,
    unassigned: verdict.skipped + answer.missing,
    feasible: verdict.broken.length === 0,
    iterations: answer.rounds,
    cpuS,
    wallS,
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
    seed: options.seed,
  };
  return { run, instance, answer: { ...answer, plan: { ...answer.plan, cost: verdict.cost } }, broken: verdict.broken };
}
