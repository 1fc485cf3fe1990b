import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '@baogong/drizzle/database/port';
import { Unavailable } from '@baogong/drizzle/rules/refusal';
import type { JobEngine } from '../queues/job-engine.ts';
import { outboxState } from './batch.ts';
import type { Relay } from './relay.ts';

export interface IdleOptions {
  readonly database: Database;
  /** Passes on what waits, where the relay is in this process; elsewhere the leading one does. */
  readonly relay?: Pick<Relay, 'drain'>;
  readonly jobs: Pick<JobEngine, 'quiet'>;
  readonly timeoutMs: number;
}

const LOOK_AGAIN_MS = 5;

/**
 * Resolves when nothing that has happened is still to be acted on: no event waits and no job waits or runs. The outbox is
 * read before and after the queues, with the same newest number, because a job that ends may have written an event meanwhile.
 */
export async function untilIdle({ database, relay, jobs, timeoutMs }: IdleOptions): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    await relay?.drain();
    const before = await database.read(outboxState);
    if (before.waiting === 0 && (await jobs.quiet())) {
      const after = await database.read(outboxState);
      if (after.waiting === 0 && after.newest === before.newest) return;
    }
    if (performance.now() > deadline) throw new Unavailable(`outbox and queues are not empty after ${timeoutMs} ms`);
    await delay(LOOK_AGAIN_MS);
  }
}
