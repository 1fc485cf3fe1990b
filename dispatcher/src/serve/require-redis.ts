import { Redis } from 'ioredis';
import { NotServed } from './not-served.ts';
import { reasonOf } from './reason-of.ts';

const CONNECT_TIMEOUT_MS = 5_000;

/** Refuses a Redis that may throw jobs away when memory is short, or that keeps nothing over a restart. */
export async function requireRedis(url: string, { mayForget }: { readonly mayForget: boolean }): Promise<void> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    maxRetriesPerRequest: 1,
    retryStrategy: () => null,
  });
  // A connection that fails says only that it is closed; why is told aside.
  let told: Error | undefined;
  redis.on('error', (error) => {
    told = error;
  });
  try {
    await redis.connect().catch((cause: unknown) => {
      throw new NotServed(`Redis at ${hostOf(url)} does not answer: ${reasonOf(told ?? cause)}.`, { cause });
    });
    const facts = await redis.info();
    const policy = /^maxmemory_policy:(\S+)/m.exec(facts)?.[1] ?? 'unknown';
    if (policy !== 'noeviction') {
      throw new NotServed(`Redis at ${hostOf(url)} has maxmemory-policy ${policy}: accepted is noeviction.`);
    }
    const keeps = /^aof_enabled:1/m.test(facts) || (await savesSnapshots(redis));
    if (!keeps && !mayForget) {
      throw new NotServed(
        `Redis at ${hostOf(url)} keeps nothing on disk: accepted is appendonly yes (or REDIS_MAY_FORGET=true on a machine where that is fine).`,
      );
    }
  } finally {
    redis.disconnect();
  }
}

/** Where somebody else runs Redis, it often does not tell its settings. */
async function savesSnapshots(redis: Redis): Promise<boolean> {
  const [, times = ''] = await redis.config('GET', 'save').then(
    (answer) => answer as string[],
    () => [],
  );
  return times !== '';
}

function hostOf(url: string): string {
  return new URL(url).host;
}
