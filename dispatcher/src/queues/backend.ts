import {
  type BackendFactory,
  FlowProducer,
  type IQueueBackend,
  type JobProgress,
  type Processor,
  Queue,
  QueueEvents,
  Worker,
  type WorkerOptions,
} from 'bullmq';

export type JobQueue = Queue<unknown, void, string, unknown, void, string, IQueueBackend, unknown>;
export type JobWorker = Worker<unknown, void, string, IQueueBackend, JobProgress, unknown>;
export type JobEvents = QueueEvents<unknown, IQueueBackend, unknown>;
export type JobFlow = FlowProducer<IQueueBackend, unknown>;

/** Where jobs lie. BullMQ itself is not wrapped: this port only gives its classes the right store. */
export interface QueueBackend {
  readonly kind: 'redis' | 'embedded';
  queue(name: string): JobQueue;
  worker(name: string, processor: Processor<unknown, void>, options: Pick<WorkerOptions, 'concurrency'>): JobWorker;
  events(name: string): JobEvents;
  flow(): JobFlow;
}

export interface BackendStore {
  readonly kind: QueueBackend['kind'];
  readonly connection: unknown;
  readonly factory: BackendFactory<IQueueBackend, unknown>;
  /** Redis only: keeps two systems on one server apart. */
  readonly prefix?: string;
}

/**
 * A job of a worker that died is somebody else's after its lock has run out and the next look for such jobs: together some
 * five seconds. A worker renews its locks at half their time, so a thread that computes for some seconds keeps them;
 * one that loses a lock all the same finds its work claimed, which every processor bears.
 */
const LOCK_MS = 4_000;
const STALLED_LOOK_MS = 1_000;
/** Times that a job may lose its worker before it is dead: a restart of everything takes several with it. */
const STALLED_MAX = 10;

/**
 * Gives each class its connection and its factory together: a factory in the wrong argument slot makes BullMQ fall back
 * to Redis on this machine without a word.
 */
export function queueBackend({ kind, connection, factory, prefix }: BackendStore): QueueBackend {
  const base = { connection, ...(prefix ? { prefix } : {}) };
  return {
    kind,
    queue: (name) => new Queue(name, base, factory),
    worker: (name, processor, { concurrency = 1 }) =>
      new Worker(
        name,
        processor,
        {
          ...base,
          concurrency,
          lockDuration: LOCK_MS,
          stalledInterval: STALLED_LOOK_MS,
          maxStalledCount: STALLED_MAX,
        },
        factory,
      ),
    events: (name) => new QueueEvents(name, base, factory),
    flow: () => new FlowProducer(base, factory),
  };
}
