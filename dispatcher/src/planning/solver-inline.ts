import { solve } from '../solver/solve.ts';
import type { Solver } from './solver-port.ts';

/** The solver in this thread, for tests and benches: the same answer by the same budget. */
export function inlineSolver(): Solver {
  return {
    async solve({ problem, seed, iterations, limitMs }) {
      const endsMs = performance.now() + limitMs;
      return solve(problem, { budget: { iterations, expired: () => performance.now() > endsMs }, seed });
    },
    close: async () => undefined,
  };
}
