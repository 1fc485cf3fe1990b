import type { Clock } from '@baogong/drizzle/database/clock';
import type { Database } from '@baogong/drizzle/database/port';
import type { DomainEvent } from '@baogong/drizzle/events/union';
import type { JobRequest } from '../queues/define-job.ts';
import { jobRegistry } from '../queues/registry.ts';
import type { Schedule } from '../queues/schedules.ts';
import { forgetExpiredJob } from './forget-expired/job.ts';
import { forgetExpiredProcessor } from './forget-expired/processor.ts';
import { haltRiderJob } from './halt-rider/job.ts';
import { haltRiderProcessor } from './halt-rider/processor.ts';
import { planWaveJob } from './plan-wave/job.ts';
import { planWaveProcessor } from './plan-wave/processor.ts';
import { runDueJob } from './run-due/job.ts';
import { runDueProcessor } from './run-due/processor.ts';

/** Every job with its processor. */
export function allJobs({
  database,
  clock,
  planWave,
}: {
  database: Database;
  clock: Clock;
  planWave: (waveId: string) => Promise<void>;
}) {
  return jobRegistry(
    [planWaveJob, haltRiderJob, runDueJob, forgetExpiredJob],
    [
      planWaveProcessor({ database, planWave }),
      haltRiderProcessor({ database, clock }),
      runDueProcessor({ database, clock }),
      forgetExpiredProcessor({ database }),
    ],
  );
}

/** Which jobs an event nudges. */
export function jobsOf(event: DomainEvent, eventId: string): readonly JobRequest[] {
  switch (event.name) {
    case 'wave.due.v1':
      return [{ job: planWaveJob.name, payload: event.payload, cause: eventId }];
    case 'health.changed.v1':
      return [{ job: haltRiderJob.name, payload: event.payload, cause: eventId }];
    default:
      return [];
  }
}

const RUN_DUE_EVERY_MS = 2_000;
const FORGET_EVERY_MS = 600_000;

/** What ticks while a city lives in real time; where time is stepped, each step runs what is due. */
export function schedulesFor(clock: Clock): readonly Schedule[] {
  if (clock.kind !== 'wall') return [];
  return [
    { job: runDueJob.name, everyMs: RUN_DUE_EVERY_MS },
    { job: forgetExpiredJob.name, everyMs: FORGET_EVERY_MS },
  ];
}
