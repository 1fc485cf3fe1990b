import { record } from '../../database/record.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { newId } from '../../rules/ids.ts';
import { deadLetters } from '../../schema/dead-letters.ts';

export interface DeadLetter {
  readonly job: string;
  readonly jobId: string;
  /** Ids and versions, no personal data. */
  readonly payload: unknown;
  readonly attempts: number;
  readonly reason: string;
}

const REASON_MAX = 500;

/** A job has failed for good: kept where people look, because the queue forgets. */
export async function recordDeadLetter(tx: ActionTx, letter: DeadLetter): Promise<void> {
  const { job, jobId, payload, attempts, reason } = letter;
  const id = newId();
  await tx.db.insert(deadLetters).values({
    ...{ id, at: tx.now, name: job, causeId: jobId, attempts },
    payload: payload ?? {},
    reason: reason.slice(0, REASON_MAX),
  });
  await record(tx, {
    action: 'jobs/record-dead-letter',
    subject: { kind: 'deadLetter', id },
    facts: { job, jobId, attempts },
  });
}
