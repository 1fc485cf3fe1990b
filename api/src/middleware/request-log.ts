import { newId } from '@baogong/drizzle/rules/ids';
import { createMiddleware } from 'hono/factory';
import { routePath } from 'hono/route';
import type { Logger } from 'pino';
import type { AppEnv } from '../deps.ts';

/** Gives each request an id and one line in the log: ids and figures, never a path's values, a phone or a name. */
export function requestLog(logger: Logger) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const requestId = newId();
    c.set('requestId', requestId);
    c.set('logger', logger.child({ requestId }));
    c.header('X-Request-Id', requestId);

    const startedAt = performance.now();
    await next();
    c.get('logger').info({
      event: 'request.done',
      method: c.req.method,
      route: routePath(c, -1),
      status: c.res.status,
      accountId: c.get('session')?.accountId,
      ms: Math.round(performance.now() - startedAt),
    });
  });
}
