import { askCode, CODE_VALID_S } from '@baogong/drizzle/actions/identity/ask-code';
import { closeSession } from '@baogong/drizzle/actions/identity/close-session';
import { openLink } from '@baogong/drizzle/actions/identity/open-link';
import type { OpenedSession } from '@baogong/drizzle/actions/identity/open-session';
import { signIn } from '@baogong/drizzle/actions/identity/sign-in';
import { spendAttempt } from '@baogong/drizzle/actions/identity/spend-attempt';
import { withTransaction } from '@baogong/drizzle/database/transaction';
import { me } from '@baogong/drizzle/queries/identity/me';
import type { Context } from 'hono';
import * as routes from '../contract/identity.ts';
import type { AppEnv, Deps } from '../deps.ts';
import { addressOf } from '../middleware/address-of.ts';
import { accountOf, sessionOf } from '../reply/account-of.ts';
import { consult, jsonReply } from '../reply/consult.ts';
import { router } from '../reply/router.ts';
import { wireText } from '../reply/wire.ts';
import { countingWrong, type GuessLimits } from './guess-limits.ts';
import { sendCode } from './send-code.ts';
import type { SessionCache } from './session-cache.ts';
import { giveCookie, takeCookie } from './session-cookie.ts';

/** Nobody is signed in yet, so the counter itself acts. */
const counter = { kind: 'system', id: 'identity' } as const;

const wrongCodes = ['codeWrong', 'codeExpired', 'tooManyAttempts'] as const;

export function identityRoutes(deps: Deps, cache: SessionCache, limits: GuessLimits) {
  const { database, clock, config } = deps;
  const acting = (purpose: string) => ({ actor: counter, purpose, clock });

  return router()
    .openapi(routes.askCode, async (c) => {
      const { phone, city } = c.req.valid('json');
      const address = addressOf(c);
      await limits.codesToPhone.spend(`${address} ${phone}`);
      await limits.codesFromAddress.spend(address);
      const input = { phone, citySlug: city, secret: config.secret, wallNow: new Date() };
      const code = await withTransaction(database, acting('askCode'), (tx) => askCode(tx, input));
      if (code) sendCode(deps, c.get('logger'), { phone, code });
      return c.json({ expiresInS: CODE_VALID_S }, 202);
    })
    .openapi(routes.signIn, async (c) => {
      const { phone, code, city } = c.req.valid('json');
      const wallNow = new Date();
      const address = addressOf(c);
      const spent = [
        await limits.signInAtPhone.spend(`${address} ${phone}`),
        await limits.signInFromAddress.spend(address),
      ];
      const opened = await countingWrong({ spent, wrong: wrongCodes }, async () => {
        const attempt = await withTransaction(database, acting('signIn'), (tx) =>
          spendAttempt(tx, { phone, citySlug: city, wallNow }),
        );
        return withTransaction(database, acting('signIn'), (tx) =>
          signIn(tx, { attempt, phone, code, secret: config.secret, wallNow }),
        );
      });
      return signedIn(c, opened);
    })
    .openapi(routes.openLink, async (c) => {
      const { link } = c.req.valid('json');
      const opened = await withTransaction(database, acting('openLink'), (tx) =>
        openLink(tx, { link, wallNow: new Date() }),
      );
      return signedIn(c, opened);
    })
    .openapi(routes.signOut, async (c) => {
      const { sessionId } = sessionOf(c);
      await withTransaction(database, { actor: accountOf(c), purpose: 'signOut', clock }, (tx) =>
        closeSession(tx, { sessionId, wallNow: new Date() }),
      );
      cache.forget(sessionId);
      takeCookie(c, config.secureCookie);
      return c.body(null, 204);
    })
    .openapi(routes.readMe, (c) => consult(deps, c, ({ db, actor, now }) => me(db, { accountId: actor.id, now })));

  async function signedIn(c: Context<AppEnv>, opened: OpenedSession) {
    const { token, expiresAt, accountId } = opened;
    const account = await database.read(async (db) => me(db, { accountId, now: await clock.now(db) }));
    giveCookie(c, config.secureCookie, opened);
    const body = { token, expiresAt, account };
    return jsonReply<typeof body, 201>(c, wireText(body), 201);
  }
}
