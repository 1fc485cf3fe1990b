import { Worker } from 'node:worker_threads';
import { Unavailable } from '@baogong/drizzle/rules/refusal';
import type { Solution } from '../solver/solution.ts';
import type { SolveAsked, Solver } from './solver-port.ts';

export type ThreadAnswer =
  | { readonly id: number; readonly solution: Solution }
  | { readonly id: number; readonly error: string };

interface Waiting {
  readonly resolve: (solution: Solution) => void;
  readonly reject: (error: Error) => void;
}

/** A solver in a worker thread of its own, started with the first question and again after it has died. */
export function threadSolver(): Solver {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | undefined;
  let lastId = 0;

  function failAll(reason: Error): void {
    for (const { reject } of waiting.values())
      reject(new Unavailable('the solver thread has ended', { cause: reason }));
    waiting.clear();
    thread = undefined;
  }

  function running(): Worker {
    if (thread) return thread;
    const started = new Worker(new URL('./solver.worker.ts', import.meta.url));
    started.on('message', (answer: ThreadAnswer) => {
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ('solution' in answer) asked?.resolve(answer.solution);
      else asked?.reject(new Error(answer.error));
    });
    started.on('error', failAll);
    started.on('exit', (code) => failAll(new Error(`exit ${code}`)));
    started.unref();
    thread = started;
    return started;
  }

  return {
    solve(asked: SolveAsked) {
      lastId += 1;
      const id = lastId;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        running().postMessage({ id, ...asked });
      });
    },
    async close() {
      const ending = thread;
      failAll(new Error('closed'));
      await ending?.terminate();
    },
  };
}
