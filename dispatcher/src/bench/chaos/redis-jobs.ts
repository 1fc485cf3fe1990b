import { Redis } from 'ioredis';
import type { JobQueue } from '../../queues/backend.ts';
import { type QueueName, queueNames } from '../../queues/define-job.ts';
import { redisBackend } from '../../queues/redis-backend.ts';

/** Lists and sorted sets in which BullMQ keeps jobs that are not done yet. */
const lists = ['wait', 'paused', 'active'] as const;
const sets = ['delayed', 'prioritized'] as const;
export type JobState = (typeof lists)[number] | (typeof sets)[number];

export interface FoundJob {
  readonly queue: QueueName;
  readonly id: string;
  readonly state: JobState;
}

const PREFIX = 'baogong';

/** Redis behind the back of everybody who uses it. */
export class RedisJobs {
  readonly #redis: Redis;
  readonly #planning: JobQueue;

  constructor(url: string) {
    this.#redis = new Redis(url, { maxRetriesPerRequest: null });
    this.#redis.on('error', () => undefined);
    this.#planning = redisBackend({ url, prefix: PREFIX }).queue('planning');
    this.#planning.on('error', () => undefined);
  }

  async all(): Promise<FoundJob[]> {
    const found: FoundJob[] = [];
    for (const queue of queueNames) {
      for (const state of lists) found.push(...(await this.#idsIn(queue, state, 'list')));
      for (const state of sets) found.push(...(await this.#idsIn(queue, state, 'set')));
    }
    return found;
  }

  /** The job is gone as if it had never been added: Redis forgot it. */
  async lose({ queue, id, state }: FoundJob): Promise<void> {
    const key = (part: string) => `${PREFIX}:${queue}:${part}`;
    const losing = this.#redis.multi().del(key(id), key(`${id}:lock`));
    const isList = lists.some((each) => each === state);
    if (isList) losing.lrem(key(state), 0, id);
    else losing.zrem(key(state), id);
    await losing.exec();
  }

  /** The newest job that was done and is still remembered. */
  async newestDone(queue: QueueName): Promise<string | undefined> {
    const [newest] = await this.#redis.zrevrange(`${PREFIX}:${queue}:completed`, '0', '0');
    return newest;
  }

  async empty(): Promise<void> {
    await this.#redis.flushall();
  }

  /** Waves wait in the queue until they may go on. */
  async pausePlanning(): Promise<void> {
    await this.#planning.pause();
  }

  async resumePlanning(): Promise<void> {
    await this.#planning.resume();
  }

  async close(): Promise<void> {
    this.#redis.disconnect();
    await this.#planning.close();
  }

  async #idsIn(queue: QueueName, state: JobState, kind: 'list' | 'set'): Promise<FoundJob[]> {
    const key = `${PREFIX}:${queue}:${state}`;
    const ids = kind === 'list' ? await this.#redis.lrange(key, 0, -1) : await this.#redis.zrange(key, '0', '-1');
    // BullMQ wakes its workers by a member of its own among the jobs.
    return ids.filter((id) => !id.startsWith('0:')).map((id) => ({ queue, id, state }));
  }
}
