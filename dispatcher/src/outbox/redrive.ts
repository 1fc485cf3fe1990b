import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '@baogong/drizzle/database/port';
import { waitingWaves } from '@baogong/drizzle/queries/waves/waiting-waves';
import type { Logger } from 'pino';
import { planWaveJob } from '../jobs/plan-wave/job.ts';
import type { JobRequest } from '../queues/define-job.ts';

export interface Redrive {
  readonly database: Database;
  readonly add: (requests: readonly JobRequest[]) => Promise<void>;
  /** Makes the schedules anew where the queue has lost them. */
  readonly reschedule: () => Promise<void>;
  readonly log: Logger;
  readonly everyMs?: number;
  readonly patienceMs?: number;
}

interface Waiting {
  /** By the monotonic clock of this process. */
  readonly sinceMs: number;
  readonly nudges: number;
  readonly nextMs: number;
}

const EVERY_MS = 1_000;
/** A wave that waits longer than this may have lost its job or its planner; a nudge too many is an empty job. */
const PATIENCE_MS = 2_000;
const BACKOFF_MAX_MS = 20_000;
const WAVES_MAX = 100;

/**
 * Looks in the database for what a queue should be doing, and nudges again what waits too long: a queue that was emptied, a
 * job that was deleted or has failed for good loses nothing but some seconds.
 */
export function startRedrive(redrive: Redrive) {
  const { database, add, reschedule, log, everyMs = EVERY_MS, patienceMs = PATIENCE_MS } = redrive;
  const stopping = new AbortController();
  let known = new Map<string, Waiting>();
  /** Nobody has looked for a while: what waits now may have waited all the time. */
  let wasAway = false;

  const look = async (): Promise<void> => {
    await reschedule();
    const waiting = await database.read((db) => waitingWaves(db, { limit: WAVES_MAX }));
    const nowMs = performance.now();
    const next = new Map<string, Waiting>();
    const late: JobRequest[] = [];
    for (const waveId of waiting) {
      const before = known.get(waveId) ?? { sinceMs: nowMs, nudges: 0, nextMs: nowMs + patienceMs };
      if (nowMs < before.nextMs && !wasAway) {
        next.set(waveId, before);
        continue;
      }
      const nudges = before.nudges + 1;
      const backoffMs = Math.min(BACKOFF_MAX_MS, patienceMs * 2 ** nudges);
      next.set(waveId, { ...before, nudges, nextMs: nowMs + backoffMs });
      late.push({ job: planWaveJob.name, payload: { waveId }, cause: `redrive-${waveId}-${Math.round(nowMs)}` });
      log.warn({ event: 'wave.nudgedAgain', waveId, waitedMs: Math.round(nowMs - before.sinceMs), nudges });
    }
    known = next;
    if (late.length > 0) await add(late);
    wasAway = false;
  };
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await look().catch((error: unknown) => {
        wasAway = true;
        log.error({ event: 'redrive.failed', err: error });
      });
      await delay(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    async stop(): Promise<void> {
      stopping.abort();
      await running;
    },
  };
}
