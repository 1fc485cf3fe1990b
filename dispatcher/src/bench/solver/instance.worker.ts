import { parentPort } from 'node:worker_threads';
import { type RunOptions, runInstance } from './run-instance.ts';

parentPort?.on('message', ({ file, options }: { file: string; options: RunOptions }) => {
  parentPort?.postMessage(runInstance(file, options));
});
