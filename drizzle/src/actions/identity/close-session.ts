import { and, eq, isNull } from 'drizzle-orm';
import { record } from '../../database/record.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';
import { sessions } from '../../schema/sessions.ts';
import { requireAccount } from './require-account.ts';

export interface CloseSessionInput {
  readonly sessionId: Id;
  readonly wallNow: Date;
}

/** Ends one of the caller's own sessions at once; ending it twice changes nothing. */
export async function closeSession(tx: ActionTx, { sessionId, wallNow }: CloseSessionInput): Promise<void> {
  const { id: accountId } = requireAccount(tx.actor);
  await tx.db
    .update(sessions)
    .set({ revokedAt: wallNow })
    .where(and(eq(sessions.id, sessionId), eq(sessions.accountId, accountId), isNull(sessions.revokedAt)));
  await record(tx, { action: 'identity/close-session', subject: { kind: 'session', id: sessionId } });
}
