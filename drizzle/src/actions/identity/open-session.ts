import { record } from '../../database/record.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { type Id, newId } from '../../rules/ids.ts';
import { sessions } from '../../schema/sessions.ts';
import { hashToken, newToken } from './secrets.ts';

const SESSION_DAYS = 7;
const DAY_MS = 86_400_000;

export interface OpenedSession {
  readonly accountId: Id;
  /** Told once: only its hash is stored. */
  readonly token: string;
  readonly expiresAt: Date;
}

/** Opens a session for an account whose identity has been proven by the caller. */
export async function openSession(
  tx: ActionTx,
  { accountId, wallNow }: { readonly accountId: Id; readonly wallNow: Date },
): Promise<OpenedSession> {
  const [session] = await openSessions(tx, { accountIds: [accountId], wallNow });
  if (!session) throw new RangeError('one account gives one session');
  return session;
}

/** The same for many accounts, in one statement. */
export async function openSessions(
  tx: ActionTx,
  { accountIds, wallNow }: { readonly accountIds: readonly Id[]; readonly wallNow: Date },
): Promise<OpenedSession[]> {
  if (accountIds.length === 0) return [];
  const expiresAt = new Date(wallNow.getTime() + SESSION_DAYS * DAY_MS);
  const opened = accountIds.map((accountId) => ({ id: newId(), accountId, token: newToken(), expiresAt }));

  await tx.db.insert(sessions).values(
    opened.map(({ id, accountId, token }) => ({
      id,
      accountId,
      tokenHash: hashToken(token),
      createdAt: wallNow,
      expiresAt,
    })),
  );
  await record(tx, {
    action: 'identity/open-session',
    subject:
      opened.length === 1 ? { kind: 'account', id: opened[0]?.accountId ?? '' } : { kind: 'accounts', id: 'many' },
    facts: { sessions: opened.length },
  });
  return opened;
}
