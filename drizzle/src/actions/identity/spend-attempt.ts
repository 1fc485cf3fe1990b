import { and, desc, eq, isNull, lt, sql } from 'drizzle-orm';
import { record } from '../../database/record.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import { oneTimeCodes } from '../../schema/sessions.ts';
import { CODE_INTERVAL_MS } from './ask-code.ts';
import { cityOfPhone } from './city-of-phone.ts';

const ATTEMPTS_MAX = 5;

/** A code that may be compared once more. */
export interface Attempt {
  readonly codeId: Id;
  readonly codeHash: string;
  readonly accountId: Id | undefined;
}

export interface SpendAttemptInput {
  readonly phone: string;
  readonly citySlug?: string | undefined;
  readonly wallNow: Date;
}

/**
 * Counts one try at the newest code of a phone. A transaction of its own, before the codes are compared: a wrong guess
 * rolls the sign-in back, and must not roll back the count with it.
 */
export async function spendAttempt(tx: ActionTx, input: SpendAttemptInput): Promise<Attempt> {
  const { phone, citySlug, wallNow } = input;
  const place = await cityOfPhone(tx.db, phone, citySlug);
  if (!place) throw new Refusal('codeWrong');

  const [newest] = await tx.db
    .select({ id: oneTimeCodes.id, createdAt: oneTimeCodes.createdAt, expiresAt: oneTimeCodes.expiresAt })
    .from(oneTimeCodes)
    .where(and(eq(oneTimeCodes.cityId, place.cityId), eq(oneTimeCodes.phone, phone), isNull(oneTimeCodes.usedAt)))
    .orderBy(desc(oneTimeCodes.createdAt))
    .limit(1);
  if (!newest) throw new Refusal('codeWrong');
  if (newest.expiresAt <= wallNow) throw new Refusal('codeExpired');

  const [spent] = await tx.db
    .update(oneTimeCodes)
    .set({ attempts: sql`${oneTimeCodes.attempts} + 1` })
    .where(and(eq(oneTimeCodes.id, newest.id), lt(oneTimeCodes.attempts, ATTEMPTS_MAX), isNull(oneTimeCodes.usedAt)))
    .returning({ codeHash: oneTimeCodes.codeHash });
  if (!spent) {
    const newCodeInMs = newest.createdAt.getTime() + CODE_INTERVAL_MS - wallNow.getTime();
    const retryAfterS = Math.max(1, Math.ceil(newCodeInMs / 1000));
    throw new Refusal('tooManyAttempts', { accepted: `at most ${ATTEMPTS_MAX}`, retryAfterS });
  }
  await record(tx, {
    action: 'identity/spend-attempt',
    cityId: place.cityId,
    subject: { kind: 'oneTimeCode', id: newest.id },
  });
  return { codeId: newest.id, codeHash: spent.codeHash, accountId: place.accountId };
}
