import type { AccountActor } from '@baogong/drizzle/actions/identity/require-account';
import type { SessionView } from '@baogong/drizzle/queries/identity/session-of-token';
import { Refusal } from '@baogong/drizzle/rules/refusal';
import type { Context } from 'hono';
import type { AppEnv } from '../deps.ts';

export function sessionOf(c: Context<AppEnv>): SessionView {
  const session = c.get('session');
  if (!session) throw new Refusal(c.get('tokenGiven') ? 'sessionEnded' : 'notSignedIn');
  return session;
}

/** Who asks, as actions know it. */
export function accountOf(c: Context<AppEnv>): AccountActor {
  const { accountId, cityId, grants } = sessionOf(c);
  return { kind: 'account', id: accountId, cityId, grants };
}
