import { Redis } from 'ioredis';
import { NotServed } from './not-served.ts';

const CONNECT_TIMEOUT_MS = 5_000;

/** Refuses a Redis that may throw jobs away when memory is short, or that keeps nothing over a restart. */
export async function requireRedis(url: string, { mayForget }: { readonly mayForget: boolean }): Promise<void> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    maxRetriesPerRequest: 1,
    retryStrategy: () => null,
  });
  redis.on('error', () => undefined);
  try {
    await redis.connect().catch((cause: unknown) => {
      throw new NotServed(`Redis at ${hostOf(url)} does not answer.`, { cause });
    });
    const policy = await settingOf(redis, 'maxmemory-policy');
    if (policy !== 'noeviction') {
      throw new NotServed(`Redis at ${hostOf(url)} has maxmemory-policy ${policy}: accepted is noeviction.`);
    }
    const keeps = (await settingOf(redis, 'appendonly')) === 'yes' || (await settingOf(redis, 'save')) !== '';
    if (!keeps && !mayForget) {
      throw new NotServed(
        `Redis at ${hostOf(url)} keeps nothing on disk: accepted is appendonly yes (or REDIS_MAY_FORGET=true on a machine where that is fine).`,
      );
    }
  } finally {
    redis.disconnect();
  }
}

async function settingOf(redis: Redis, name: string): Promise<string> {
  const answer = (await redis.config('GET', name)) as string[];
  return answer[1] ?? '';
}

function hostOf(url: string): string {
  return new URL(url).host;
}
