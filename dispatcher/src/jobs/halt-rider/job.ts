import { z } from 'zod';
import { defineJob } from '../../queues/define-job.ts';

export const haltRiderJob = defineJob({
  name: 'halt-rider',
  queue: 'upkeep',
  payload: z.strictObject({ riderId: z.uuid() }),
  attemptsMax: 8,
  backoffMs: 200,
  timeoutMs: 20_000,
});
