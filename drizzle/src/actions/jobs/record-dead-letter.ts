import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { record } from '../../database/record.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { type Id, newId } from '../../rules/ids.ts';
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

const ofWave = z.looseObject({ waveId: z.uuid() });
const ofRider = z.looseObject({ riderId: z.uuid() });

/** The city of what the job was for. */
async function cityOf(tx: ActionTx, payload: unknown): Promise<Id | null> {
  const wave = ofWave.safeParse(payload);
  if (wave.success) {
    const [found] = await tx.db.select({ cityId: waves.cityId }).from(waves).where(eq(waves.id, wave.data.waveId));
    return found?.cityId ?? null;
  }
  const rider = ofRider.safeParse(payload);
  if (!rider.success) return null;
  const [found] = await tx.db.select({ cityId: riders.cityId }).from(riders).where(eq(riders.id, rider.data.riderId));
  return found?.cityId ?? null;
}
