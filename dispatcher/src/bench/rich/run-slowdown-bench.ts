import { solveInstance } from '../../solver/flat/solve-instance.ts';
import { asInstance } from '../../solver/pure/as-instance.ts';
import { solve } from '../../solver/solve.ts';
import { townProblem } from '../replan/town-problem.ts';
import { startCpuClock } from '../solver/cpu-clock.ts';

interface SlowdownRow {
  readonly town: string;
  readonly stops: number;
  /** Rounds a CPU second of the fast core on the bare instance, and of `solve` on the same as a rich problem; set-up included. */
  readonly coreRoundsPerS: number;
  readonly solveRoundsPerS: number;
  readonly slowdown: number;
}

/** What the rich model costs where none of its rules is used: rounds in the same CPU seconds, one after the other in one process. */
export function runSlowdownBench(seconds: number, onProgress: (line: string) => void): SlowdownRow[] {
  return (['plain', 'windows'] as const).flatMap((kind) =>
    [200, 1000].map((stops): SlowdownRow => {
      onProgress(`${kind}, ${stops} stops`);
      const { problem } = townProblem(kind, 1, stops);
      const pure = asInstance(problem);
      if (pure === null) throw new Error(`a ${kind} town is no pure problem`);
      const rates = [0, 1].map((run) => {
        const usedS = startCpuClock();
        const clock = { roundsMax: Number.MAX_SAFE_INTEGER, limitS: seconds, usedS };
        const { rounds } = solveInstance(pure.instance, { clock, seed: 1 + run });
        const core = rounds / usedS();
        const share = startCpuClock();
        const { stats } = solve(problem, {
          seed: 1 + run,
          budget: {
            iterations: Number.MAX_SAFE_INTEGER,
            usedShare: () => share() / seconds,
            expired: () => share() >= seconds,
          },
        });
        return { core, rich: stats.iterations / share() };
      });
      // The first run warms the process up.
      const { core, rich } = rates[1] ?? { core: Number.NaN, rich: Number.NaN };
      return {
        town: kind,
        stops,
        coreRoundsPerS: Math.round(core),
        solveRoundsPerS: Math.round(rich),
        slowdown: Math.round((100 * core) / rich) / 100,
      };
    }),
  );
}
