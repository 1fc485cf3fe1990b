import { hashToken } from '@baogong/drizzle/actions/identity/secrets';
import { sessionOfToken } from '@baogong/drizzle/queries/identity/session-of-token';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import type { AppEnv, Deps } from '../deps.ts';
import type { SessionCache } from '../identity/session-cache.ts';
import { cookieName } from '../identity/session-cookie.ts';

/** Finds out who asks, by bearer token or cookie. Whether that is enough is for the route to say. */
export function session({ database, clock, config }: Deps, cache: SessionCache) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const token = tokenOf(c, config.secureCookie);
    c.set('tokenGiven', token !== undefined);
    c.set('session', undefined);
    if (token) {
      const tokenHash = hashToken(token);
      const view = await cache.find(tokenHash, () =>
        database.read((db) => sessionOfToken(db, { tokenHash, wallNow: new Date(), now: () => clock.now(db) })),
      );
      c.set('session', view);
    }
    await next();
  });
}

const TOKEN_CHARS_MAX = 100;

function tokenOf(c: Context<AppEnv>, secure: boolean): string | undefined {
  const [, bearer] = /^Bearer ([A-Za-z0-9_-]+)$/.exec(c.req.header('Authorization') ?? '') ?? [];
  const token = bearer ?? getCookie(c, cookieName(secure));
  return token && token.length <= TOKEN_CHARS_MAX ? token : undefined;
}
