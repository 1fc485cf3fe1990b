import { and, eq, isNull } from 'drizzle-orm';
import type { ActionTx } from '../../database/transaction.ts';
import { Refusal } from '../../rules/refusal.ts';
import { oneTimeCodes } from '../../schema/sessions.ts';
import { type OpenedSession, openSession } from './open-session.ts';
import { hashCode, sameHash } from './secrets.ts';
import type { Attempt } from './spend-attempt.ts';

export interface SignInInput {
  readonly attempt: Attempt;
  readonly phone: string;
  readonly code: string;
  readonly secret: string;
  readonly wallNow: Date;
}

/** The code must be the one that was sent, and is used up by it. */
export async function signIn(tx: ActionTx, input: SignInInput): Promise<OpenedSession> {
  const { attempt, phone, code, secret, wallNow } = input;
  const right = sameHash(hashCode(secret, phone, code), attempt.codeHash);
  if (!right || !attempt.accountId) throw new Refusal('codeWrong');

  const used = await tx.db
    .update(oneTimeCodes)
    .set({ usedAt: wallNow })
    .where(and(eq(oneTimeCodes.id, attempt.codeId), isNull(oneTimeCodes.usedAt)))
    .returning({ id: oneTimeCodes.id });
  if (used.length === 0) throw new Refusal('codeWrong');

  return openSession(tx, { accountId: attempt.accountId, wallNow });
}
