import { z } from 'zod';
import { defineJob } from '../../queues/define-job.ts';

/** Ticks by wall time; under the stepped clock each step runs what is due instead. */
export const runDueJob = defineJob({
  name: 'run-due',
  queue: 'upkeep',
  payload: z.strictObject({}),
  attemptsMax: 1,
  backoffMs: 0,
  timeoutMs: 20_000,
});
