import { z } from 'zod';
import { defineJob } from '../../queues/define-job.ts';

export const planWaveJob = defineJob({
  name: 'plan-wave',
  queue: 'planning',
  payload: z.strictObject({ waveId: z.uuid() }),
  attemptsMax: 5,
  backoffMs: 500,
  timeoutMs: 60_000,
});
