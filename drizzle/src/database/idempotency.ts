import { and, eq, sql } from 'drizzle-orm';
import { InvariantError, Refusal } from '../rules/refusal.ts';
import { idempotencyKeys } from '../schema/transport.ts';
import type { ActionTx } from './transaction.ts';

/** The answer of a POST as it is stored and replayed. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface OnceRequest {
  /** Whose key it is: the same key of two principals is two keys. */
  readonly principal: string;
  readonly key: string;
  /** A hash of route and body. */
  readonly fingerprint: string;
  /** Wall time: keys are transport. */
  readonly expiresAt: Date;
}

const PENDING_STATUS = 0;

/**
 * Runs `run` once per key, in the transaction of its effect: either both are there or neither. A second request with the
 * same key waits in the unique index for the first to end, then gets the stored answer, or runs itself if the first rolled back.
 */
export async function once(tx: ActionTx, request: OnceRequest, run: () => Promise<Answer>): Promise<Answer> {
  const { principal, key, fingerprint, expiresAt } = request;
  const ours = and(eq(idempotencyKeys.principal, principal), eq(idempotencyKeys.key, key));

  const claimed = await tx.db
    .insert(idempotencyKeys)
    .values({ principal, key, fingerprint, status: PENDING_STATUS, expiresAt })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key });

  if (claimed.length === 0) {
    const [stored] = await tx.db
      .select({
        fingerprint: idempotencyKeys.fingerprint,
        status: idempotencyKeys.status,
        body: sql<string>`${idempotencyKeys.response} #>> '{}'`,
      })
      .from(idempotencyKeys)
      .where(ours);
    if (!stored) throw new Refusal('idempotencyInProgress', { key });
    if (stored.fingerprint !== fingerprint) throw new Refusal('idempotencyKeyReused', { key });
    if (stored.status === PENDING_STATUS)
      throw new InvariantError(`idempotency key ${key} was committed without an answer`);
    return { status: stored.status, body: JSON.parse(stored.body) };
  }

  const answer = await run();
  // Stored as text inside the jsonb column: jsonb sorts keys, and a replay must give the same bytes.
  const response = JSON.stringify(answer.body ?? null);
  await tx.db.update(idempotencyKeys).set({ status: answer.status, response }).where(ours);
  return answer;
}
