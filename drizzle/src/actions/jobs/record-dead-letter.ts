import { eq } from 'drizzle-orm';
import { record } from '../../database/record.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { type Id, newId } from '../../rules/ids.ts';
import { jobSubject } from '../../rules/job-subject.ts';
import { deadLetters } from '../../schema/dead-letters.ts';
import { riders } from '../../schema/fleet.ts';
import { waves } from '../../schema/waves.ts';

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
  const cityId = await cityOf(tx, payload);
  await tx.db.insert(deadLetters).values({
    ...{ id, cityId, at: tx.now, name: job, causeId: jobId, attempts },
    payload: payload ?? {},
    reason: reason.slice(0, REASON_MAX),
  });
  await record(tx, {
    action: 'jobs/record-dead-letter',
    ...(cityId && { cityId }),
    subject: { kind: 'deadLetter', id },
    facts: { job, jobId, attempts },
  });
}

/** The city of what the job was for; none of a job for the whole system. */
async function cityOf(tx: ActionTx, payload: unknown): Promise<Id | null> {
  const { data: subject } = jobSubject.safeParse(payload);
  if (!subject) return null;
  const table = subject.kind === 'wave' ? waves : riders;
  const [found] = await tx.db.select({ cityId: table.cityId }).from(table).where(eq(table.id, subject.id));
  return found?.cityId ?? null;
}
