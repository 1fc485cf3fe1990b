import { Worker } from 'node:worker_threads';
import type { RunOptions, runInstance } from './run-instance.ts';

type Result = ReturnType<typeof runInstance>;

/**
 * Independent searches from seeds in a row, one per thread; the cheapest plan wins. The CPU clock is the process's, so each
 * thread gets the asked seconds when all of them together have used that many times as much.
 */
export async function solveInThreads(file: string, options: RunOptions, threads: number): Promise<Result> {
  const shared = { ...options, timeS: options.timeS === null ? null : options.timeS * threads };
  const results = await Promise.all(
    Array.from({ length: threads }, (_, index) => inThread(file, { ...shared, seed: options.seed + index })),
  );
  const better = (a: Result, b: Result) =>
    Number(b.run.feasible) - Number(a.run.feasible) || a.run.cost - b.run.cost || a.run.seed - b.run.seed;
  const best = results.sort(better)[0];
  if (best === undefined) throw new Error('--threads is 0; accepted is 1 or more');
  const iterations = results.reduce((sum, { run }) => sum + run.iterations, 0);
  return { ...best, run: { ...best.run, iterations, seed: options.seed } };
}

function inThread(file: string, options: RunOptions): Promise<Result> {
  const worker = new Worker(new URL('./instance.worker.ts', import.meta.url));
  return new Promise<Result>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.postMessage({ file, options });
  }).finally(() => worker.terminate());
}
