import type { JobQueue } from './backend.ts';

const DELAYED_READ_MAX = 1_000;

/** No job waits, runs, or waits for another attempt; the next tick of a schedule does not count. */
export async function isQuiet(queues: readonly JobQueue[]): Promise<boolean> {
  for (const queue of queues) {
    const counts = await queue.getJobCounts('waiting', 'active', 'prioritized', 'waiting-children', 'delayed');
    const { delayed = 0, ...running } = counts;
    if (Object.values(running).some((count) => count > 0)) return false;
    if (delayed > 0) {
      const later = await queue.getDelayed(0, DELAYED_READ_MAX);
      // One that is gone since it was counted has begun to run.
      if (later.length < delayed || later.some((job) => !job.repeatJobKey)) return false;
    }
  }
  return true;
}
