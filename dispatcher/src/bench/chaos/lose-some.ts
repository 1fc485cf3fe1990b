import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '@baogong/drizzle/rules/random';
import type { JobState, RedisJobs } from './redis-jobs.ts';

export interface Losing {
  /** Jobs lost so far, by the state in which they were. */
  readonly lost: ReadonlyMap<JobState, number>;
  stop(): Promise<void>;
}

const ONE_IN = 10;
const LOOK_EVERY_MS = 20;

/** As long as it runs, of all jobs that are seen in any queue and state each is lost with a chance of one in ten. */
export function loseSome(jobs: RedisJobs, random: Random): Losing {
  const judged = new Set<string>();
  const lost = new Map<JobState, number>();
  let stopped = false;
  const losing = (async () => {
    while (!stopped) {
      for (const job of await jobs.all()) {
        const name = `${job.queue} ${job.id}`;
        if (judged.has(name)) continue;
        judged.add(name);
        if (random.int(ONE_IN) > 0) continue;
        await jobs.lose(job);
        lost.set(job.state, (lost.get(job.state) ?? 0) + 1);
      }
      await delay(LOOK_EVERY_MS);
    }
  })();
  return {
    lost,
    async stop() {
      stopped = true;
      await losing;
    },
  };
}
