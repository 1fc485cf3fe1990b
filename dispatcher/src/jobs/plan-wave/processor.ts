import { bindJob } from '../../queues/define-job.ts';
import { planWaveJob } from './job.ts';

/** Plans the wave that the job names; a wave that is already planned is left alone. */
export function planWaveProcessor(planWave: (waveId: string) => Promise<void>) {
  return bindJob(planWaveJob, ({ waveId }) => planWave(waveId));
}
