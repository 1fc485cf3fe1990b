import { InvariantError, Refusal, Unavailable } from '@baogong/drizzle/rules/refusal';
import { type Job, UnrecoverableError } from 'bullmq';
import { ZodError } from 'zod';
import type { BoundJob } from './define-job.ts';
import type { JobRegistry } from './registry.ts';

/** Runs one job within its time. What can never succeed is not tried again: a refusal, a payload of a wrong shape, our own bug. */
export async function runJob(registry: JobRegistry, job: Job<unknown, void>): Promise<void> {
  const bound = registry.get(job.name);
  if (!bound) throw new UnrecoverableError(`job ${job.name}: no processor`);
  try {
    await withinTime(bound, job);
  } catch (error) {
    if (error instanceof Refusal || error instanceof ZodError || error instanceof InvariantError) {
      throw new UnrecoverableError(`${job.name}: ${error.message}`);
    }
    throw error;
  }
}

async function withinTime({ definition, process }: BoundJob, job: Job<unknown, void>): Promise<void> {
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const timedOut = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const error = new Unavailable(`${definition.name}: not done after ${definition.timeoutMs} ms`);
      abort.abort(error);
      reject(error);
    }, definition.timeoutMs);
  });
  const context = { signal: abort.signal, jobId: job.id ?? '', attempt: job.attemptsMade + 1 };
  try {
    await Promise.race([process(job.data, context), timedOut]);
  } finally {
    clearTimeout(timer);
  }
}
