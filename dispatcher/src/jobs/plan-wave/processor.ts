import type { Database } from '@baogong/drizzle/database/port';
import { bindJob } from '../../queues/define-job.ts';
import { planWaveJob } from './job.ts';

/**
 * Plans the wave that the job names; a wave that is already planned is left alone. Only one process plans it at a time: a
 * second nudge ends at once, and if the first planner dies the wave is found waiting and nudged again.
 */
export function planWaveProcessor({
  database,
  planWave,
}: {
  database: Database;
  planWave: (waveId: string) => Promise<void>;
}) {
  return bindJob(planWaveJob, async ({ waveId }) => {
    const held = await database.hold(`plan-wave ${waveId}`);
    if (!held) return;
    try {
      await planWave(waveId);
    } finally {
      await held.release();
    }
  });
}
