import type { Problem } from '../solver/problem.ts';
import type { Solution } from '../solver/solution.ts';

export interface SolveAsked {
  readonly problem: Problem;
  readonly seed: number;
  readonly iterations: number;
  /** The search ends after this many milliseconds of wall time, whatever its iterations. */
  readonly limitMs: number;
}

/** How planning gets a plan: the search runs elsewhere, so that this process goes on answering. */
export interface Solver {
  solve(asked: SolveAsked): Promise<Solution>;
  close(): Promise<void>;
}
