import { parentPort } from 'node:worker_threads';
import { solve } from '../solver/solve.ts';
import type { SolveAsked } from './solver-port.ts';
import type { ThreadAnswer } from './solver-thread.ts';

parentPort?.on('message', ({ id, problem, seed, iterations, limitMs }: SolveAsked & { id: number }) => {
  const endsMs = performance.now() + limitMs;
  parentPort?.postMessage(answer());

  function answer(): ThreadAnswer {
    try {
      const budget = { iterations, expired: () => performance.now() > endsMs };
      return { id, solution: solve(problem, { budget, seed }) };
    } catch (error) {
      return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  }
});
