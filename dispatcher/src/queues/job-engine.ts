import type { Job } from 'bullmq';
import type { Logger } from 'pino';
import type { JobQueue, JobWorker, QueueBackend } from './backend.ts';
import { type JobRequest, type QueueName, queueNames } from './define-job.ts';
import { isQuiet } from './quiet.ts';
import type { JobRegistry } from './registry.ts';
import { runJob } from './run-job.ts';
import { type Schedule, upsertMissing, upsertSchedules } from './schedules.ts';

export interface JobEngineOptions {
  readonly backend: QueueBackend;
  readonly registry: JobRegistry;
  /** What ticks by wall time; none under the stepped clock, whose steps run what is due. */
  readonly schedules: readonly Schedule[];
  readonly concurrency: Readonly<Record<QueueName, number>>;
  readonly log: Logger;
  /** Learns of each job that will not be tried again. */
  readonly onDead?: (letter: DeadJob) => Promise<void>;
}

/** A job that has failed for good. Its payload is ids. */
export interface DeadJob {
  readonly job: string;
  readonly jobId: string;
  readonly payload: unknown;
  readonly attempts: number;
  readonly reason: string;
}

export interface JobEngine {
  /** Adds jobs; a request whose cause was already added changes nothing. */
  add(requests: readonly JobRequest[]): Promise<void>;
  /** Makes the schedules anew where the queue has lost them. */
  reschedule(): Promise<void>;
  /** True when no job waits, runs or is about to be tried again. */
  quiet(): Promise<boolean>;
  /** Lets running jobs end within the deadline, then closes workers, then queues. */
  stop(): Promise<void>;
}

const KEPT_COMPLETED_MAX = 1_000;
const KEPT_FAILED_MAX = 1_000;
const STOP_DEADLINE_MS = 10_000;

/** Starts a worker per queue and ticks the schedules. */
export async function startJobEngine(options: JobEngineOptions): Promise<JobEngine> {
  const { backend, registry, schedules, concurrency, log, onDead } = options;
  const queues = new Map<QueueName, JobQueue>();
  const workers: JobWorker[] = [];

  for (const name of queueNames) {
    const queue = backend.queue(name);
    queue.on('error', (error) => log.error({ event: 'queue.error', queue: name, err: error }));
    queues.set(name, queue);
    await queue.waitUntilReady();
  }
  const queueOf = (name: QueueName): JobQueue => {
    const queue = queues.get(name);
    if (!queue) throw new TypeError(`queue ${name} is not open`);
    return queue;
  };
  await upsertSchedules(schedules, registry, queueOf);

  for (const name of queueNames) {
    const worker = backend.worker(name, (job) => runJob(registry, job), { concurrency: concurrency[name] });
    worker.on('error', (error) => log.error({ event: 'worker.error', queue: name, err: error }));
    worker.on('failed', (job, error) => {
      log.warn({ event: 'job.failed', job: job?.name, jobId: job?.id, attempt: job?.attemptsMade, err: error });
      const dead = job && deadJob(job, error);
      if (dead) onDead?.(dead).catch((err: unknown) => log.error({ event: 'job.notBuried', jobId: dead.jobId, err }));
    });
    workers.push(worker);
    await worker.waitUntilReady();
  }

  return {
    async add(requests) {
      for (const [name, queue] of queues) {
        const batch = requests.filter((request) => definitionOf(registry, request.job).queue === name);
        if (batch.length > 0) await queue.addBulk(batch.map((request) => asBullJob(registry, request)));
      }
    },
    reschedule: () => upsertMissing(schedules, registry, queueOf),
    quiet: () => isQuiet([...queues.values()]),
    async stop() {
      const closing = Promise.all(workers.map((worker) => worker.close()));
      const late = new Promise<'late'>((resolve) => {
        setTimeout(resolve, STOP_DEADLINE_MS, 'late' as const).unref();
      });
      if ((await Promise.race([closing, late])) === 'late') {
        await Promise.all(workers.map((worker) => worker.close(true)));
      }
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}

/** The word on a job that nothing will try again, or nothing while it may still succeed. */
function deadJob(job: Job<unknown, void>, error: Error): DeadJob | undefined {
  const isFinal = error.name === 'UnrecoverableError' || job.attemptsMade >= (job.opts.attempts ?? 1);
  if (!isFinal) return undefined;
  return { job: job.name, jobId: job.id ?? '', payload: job.data, attempts: job.attemptsMade, reason: error.message };
}

function asBullJob(registry: JobRegistry, { job, payload, cause, coalesce }: JobRequest) {
  const { attemptsMax, backoffMs } = definitionOf(registry, job);
  return {
    name: job,
    data: payload,
    opts: {
      jobId: `${job}_${cause}`,
      attempts: attemptsMax,
      backoff: { type: 'exponential' as const, delay: backoffMs, jitter: 0.5 },
      removeOnComplete: { count: KEPT_COMPLETED_MAX },
      removeOnFail: { count: KEPT_FAILED_MAX },
      ...(coalesce ? { deduplication: { id: `${job}_${coalesce}`, keepLastIfActive: true } } : {}),
    },
  };
}

function definitionOf(registry: JobRegistry, name: string) {
  const bound = registry.get(name);
  if (!bound) throw new TypeError(`job ${name}: one of ${[...registry.keys()].join(', ')} expected`);
  return bound.definition;
}
