import { z } from 'zod';
import { defineJob } from '../../queues/define-job.ts';

/** Ticks by wall time, as what it forgets runs out by wall time. */
export const forgetExpiredJob = defineJob({
  name: 'forget-expired',
  queue: 'upkeep',
  payload: z.strictObject({}),
  attemptsMax: 1,
  backoffMs: 0,
  timeoutMs: 60_000,
});
