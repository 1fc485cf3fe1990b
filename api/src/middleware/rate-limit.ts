import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '../deps.ts';
import { problem } from '../reply/problem.ts';
import { addressOf } from './address-of.ts';

export interface RateLimitOptions {
  /** Requests that a caller may send at once. */
  readonly burst: number;
  /** Requests that come free again in a second. */
  readonly perSecond: number;
  /** A clock that never runs back. */
  readonly nowMs?: () => number;
}

interface Bucket {
  left: number;
  at: number;
}

const CALLERS_MAX = 50_000;

/** A token bucket per account, or per address for those who are not signed in; of this process alone. */
export function rateLimit({ burst, perSecond, nowMs = () => performance.now() }: RateLimitOptions) {
  const buckets = new Map<string, Bucket>();
  return createMiddleware<AppEnv>(async (c, next) => {
    const caller = c.get('session')?.accountId ?? addressOf(c);
    const now = nowMs();
    const bucket = buckets.get(caller) ?? { left: burst, at: now };
    bucket.left = Math.min(burst, bucket.left + ((now - bucket.at) / 1000) * perSecond) - 1;
    bucket.at = now;
    if (buckets.size >= CALLERS_MAX) buckets.clear();
    buckets.set(caller, bucket);

    if (bucket.left < 0) {
      const waitS = Math.ceil(-bucket.left / perSecond);
      bucket.left += 1;
      return problem(c, { code: 'tooManyRequests', headers: { 'retry-after': String(Math.max(1, waitS)) } });
    }
    await next();
  });
}
