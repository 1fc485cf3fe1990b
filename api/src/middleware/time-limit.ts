import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '../deps.ts';
import { problem } from '../reply/problem.ts';

/** Streams end by themselves; a simulated hour or the close of a day may take minutes. */
const unlimited = /^\/v1\/(events|simulation\/clock|days\/[^/]+\/close)$/;

/**
 * Tells the client in time. What runs may still commit; its Idempotency-Key makes the repeat that the client sends find
 * the stored answer.
 */
export function timeLimit(ms: number) {
  return createMiddleware<AppEnv>(async (c, next) => {
    if (unlimited.test(c.req.path)) return next();

    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), ms);
    });
    const ended = await Promise.race([next(), late]).finally(() => clearTimeout(timer));
    if (ended === 'late') {
      c.get('logger').warn({ event: 'request.late', ms });
      return problem(c, { code: 'requestTimedOut' });
    }
  });
}
