import { wallClock } from '@baogong/drizzle/database/clock';
import type { JobQueue } from './backend.ts';
import type { QueueName } from './define-job.ts';
import type { JobRegistry } from './registry.ts';

/** A job that ticks by wall time. What is due is a column in the database: a tick only looks. */
export interface Schedule {
  readonly job: string;
  readonly everyMs: number;
}

const KEPT_TICKS_MAX = 50;

/** Makes the running schedules exactly these: stable ids, and those that are no longer in the code go. */
export async function upsertSchedules(
  schedules: readonly Schedule[],
  registry: JobRegistry,
  queueOf: (name: QueueName) => JobQueue,
): Promise<void> {
  const wanted = new Set<string>();
  const queues = new Set<JobQueue>([queueOf('planning'), queueOf('upkeep')]);

  for (const schedule of schedules) {
    wanted.add(schedule.job);
    await upsert(schedule, registry, queueOf);
  }

  for (const queue of queues) {
    for (const { key } of await queue.getJobSchedulers()) {
      if (!wanted.has(key)) await queue.removeJobScheduler(key);
    }
  }
}

/** A tick is this late only where its job is lost, or everybody who could run it is at work: then one more does no harm. */
const LATE_MS = 3_000;

/** Those of the schedules that a queue has lost, for it may have been emptied, and those whose next tick it has lost. */
export async function upsertMissing(
  schedules: readonly Schedule[],
  registry: JobRegistry,
  queueOf: (name: QueueName) => JobQueue,
): Promise<void> {
  // Ticks come by wall time, as the queue's own clock does.
  const nowMs = (await wallClock.now()).getTime();
  for (const schedule of schedules) {
    const known = await queueOf(boundOf(schedule, registry).definition.queue).getJobScheduler(schedule.job);
    if (!known?.next || known.next + LATE_MS < nowMs) await upsert(schedule, registry, queueOf);
  }
}

async function upsert(
  schedule: Schedule,
  registry: JobRegistry,
  queueOf: (name: QueueName) => JobQueue,
): Promise<void> {
  const { job, everyMs } = schedule;
  await queueOf(boundOf(schedule, registry).definition.queue).upsertJobScheduler(
    job,
    { every: everyMs },
    {
      name: job,
      data: {},
      opts: { attempts: 1, removeOnComplete: { count: KEPT_TICKS_MAX }, removeOnFail: { count: KEPT_TICKS_MAX } },
    },
  );
}

function boundOf({ job }: Schedule, registry: JobRegistry) {
  const bound = registry.get(job);
  if (!bound) throw new TypeError(`schedule of ${job}: no such job`);
  return bound;
}
