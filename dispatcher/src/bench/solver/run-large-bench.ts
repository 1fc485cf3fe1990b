import type { Instance } from '../../solver/flat/instance.ts';
import { solveInstance } from '../../solver/flat/solve-instance.ts';
import { judgeInstancePlan } from '../../solver/judge/judge-instance-plan.ts';
import { budgetClock } from './cpu-clock.ts';
import { largeInstance } from './large-instance.ts';

interface LargeOptions {
  /** Numbers of stops; taken from small to large, so that each peak of memory is its own. */
  readonly sizes: readonly number[];
  readonly roundsPerStop: number;
}

/** A plan made with so many times the rounds stands in for a best known value. */
const longerTimes = 4;

type LargeRow = Record<string, string | number>;

/**
 * Seeded instances of many stops without and with windows, each with the same rounds per stop: how CPU time grows with the
 * stops (SOLVER.md 5.5), how far the plan is from that of a longer run, and what memory it takes (5.4).
 */
export function runLargeBench({ sizes, roundsPerStop }: LargeOptions): LargeRow[] {
  const ascending = [...sizes].sort((a, b) => a - b);
  const short = ascending.flatMap((clients) =>
    [false, true].map((windows) => measure(largeInstance(1, clients, windows), roundsPerStop * clients)),
  );
  return short.map((run, index) => {
    const least = short[index % 2] ?? run;
    const longer = measure(run.instance, longerTimes * roundsPerStop * run.stops);
    return {
      instance: run.instance.name,
      rounds: run.rounds,
      cpuS: rounded(run.cpuS, 2),
      timesTheSmallest: rounded(run.cpuS / least.cpuS, 1),
      perStop: rounded(run.cpuS / run.stops / (least.cpuS / least.stops), 2),
      cost: run.cost,
      overLonger: rounded(100 * (run.cost / longer.cost - 1), 2),
      routes: run.routes,
      broken: run.broken,
      peakRssMb: run.peakRssMb,
    };
  });
}

function measure(instance: Instance, roundsMax: number) {
  const clock = budgetClock({ timeS: null, rounds: roundsMax });
  const { plan, rounds } = solveInstance(instance, { clock, seed: 1 });
  const cpuS = clock.usedS();
  const peakRssMb = Math.round(process.resourceUsage().maxRSS / 1024);
  const { cost, routes, broken } = judgeInstancePlan(instance, plan.routes);
  const stops = instance.placeCount - instance.depotCount;
  return { instance, stops, rounds, cpuS, peakRssMb, cost, routes, broken: broken.length };
}

function rounded(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
