import { and, eq, gt, isNull, type SQL } from 'drizzle-orm';
import type { ActorGrant } from '../../database/actor.ts';
import type { Reader } from '../../database/port.ts';
import type { Id } from '../../rules/ids.ts';
import { accounts, grants } from '../../schema/accounts.ts';
import { jurisdictions } from '../../schema/jurisdictions.ts';
import { sessions } from '../../schema/sessions.ts';

export interface SessionView {
  readonly sessionId: Id;
  readonly accountId: Id;
  readonly cityId: Id;
  readonly grants: readonly ActorGrant[];
}

interface At {
  /** Sessions end in wall time. */
  readonly wallNow: Date;
  /** Grants end in the city's time, which is asked for only where one ends at all. */
  readonly now: () => Promise<Date>;
}

/** Who holds a token, with the grants in force; nothing when the session has ended or was revoked. */
export function sessionOfToken(
  db: Reader,
  { tokenHash, ...at }: At & { readonly tokenHash: string },
): Promise<SessionView | undefined> {
  return sessionWhere(db, eq(sessions.tokenHash, tokenHash), at);
}

/** The same session later on: it may have ended, its grants may have changed. */
export function sessionOfId(
  db: Reader,
  { sessionId, ...at }: At & { readonly sessionId: Id },
): Promise<SessionView | undefined> {
  return sessionWhere(db, eq(sessions.id, sessionId), at);
}

async function sessionWhere(db: Reader, which: SQL, { wallNow, now }: At): Promise<SessionView | undefined> {
  const found = await db
    .select({
      sessionId: sessions.id,
      accountId: accounts.id,
      cityId: accounts.cityId,
      role: grants.role,
      path: jurisdictions.path,
      endsAt: grants.endsAt,
    })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .leftJoin(grants, eq(grants.accountId, accounts.id))
    .leftJoin(jurisdictions, eq(jurisdictions.id, grants.jurisdictionId))
    .where(and(which, gt(sessions.expiresAt, wallNow), isNull(sessions.revokedAt)));
  const [first] = found;
  if (!first) return undefined;

  const { sessionId, accountId, cityId } = first;
  const at = found.some(({ endsAt }) => endsAt) ? await now() : undefined;
  return {
    sessionId,
    accountId,
    cityId,
    grants: found.flatMap(({ role, path, endsAt }) =>
      role && path && (!endsAt || !at || at < endsAt) ? [{ role, path }] : [],
    ),
  };
}
