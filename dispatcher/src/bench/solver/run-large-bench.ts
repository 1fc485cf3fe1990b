import { solveInstance } from '../../solver/flat/solve-instance.ts';
import { judgeInstancePlan } from '../../solver/judge/judge-instance-plan.ts';
import { budgetClock } from './cpu-clock.ts';
import { largeInstance } from './large-instance.ts';

/** Seeded instances of many stops, for each size and time: no best known values exist, so costs are to be compared between runs. */
export function runLargeBench(sizes: readonly number[], timesS: readonly number[]): Record<string, string | number>[] {
  const rows: Record<string, string | number>[] = [];
  for (const clients of sizes) {
    for (const windows of [false, true]) {
      const instance = largeInstance(1, clients, windows);
      for (const timeS of timesS) {
        const clock = budgetClock({ timeS, rounds: null });
        const { plan, rounds } = solveInstance(instance, { clock, seed: 1 });
        const verdict = judgeInstancePlan(instance, plan.routes);
        rows.push({
          instance: instance.name,
          timeS,
          cost: verdict.cost,
          routes: verdict.routes,
          broken: verdict.broken.length,
          iterations: rounds,
          cpuS: Math.round(clock.usedS() * 100) / 100,
          peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
        });
      }
    }
  }
  return rows;
}
