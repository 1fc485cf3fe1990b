import { type BackendFactory, createRedisBackend, type IQueueBackend } from 'bullmq';
import { type QueueBackend, queueBackend } from './backend.ts';

export interface RedisBackendOptions {
  readonly url: string;
  readonly prefix?: string;
}

const RECONNECT_MS = 100;
const RECONNECT_MAX_MS = 1_000;

/** Jobs in Redis; every queue and worker makes its own connections and closes them itself. */
export function redisBackend({ url, prefix = 'baogong' }: RedisBackendOptions): QueueBackend {
  const { hostname, port, username, password, pathname, protocol } = new URL(url);
  return queueBackend({
    kind: 'redis',
    prefix,
    connection: {
      host: hostname,
      port: Number(port || 6379),
      db: Number(pathname.slice(1) || 0),
      ...(username ? { username: decodeURIComponent(username) } : {}),
      ...(password ? { password: decodeURIComponent(password) } : {}),
      ...(protocol === 'rediss:' ? { tls: {} } : {}),
      // Workers wait for ever for a Redis that restarts; BullMQ demands it.
      maxRetriesPerRequest: null,
      // BullMQ's own pauses grow to twenty seconds, which would be waited for after Redis is back.
      retryStrategy: (times: number) => Math.min(RECONNECT_MAX_MS, RECONNECT_MS * times),
    },
    // The connection above is of the kind that this factory takes.
    factory: createRedisBackend as BackendFactory<IQueueBackend, unknown>,
  });
}
