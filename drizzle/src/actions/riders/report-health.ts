import { eq } from 'drizzle-orm';
import { record } from '../../database/record.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { appendEvent } from '../../events/outbox.ts';
import { healthSpanVerdict } from '../../rules/health-report.ts';
import { type Id, newId } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import { orThrow } from '../../rules/verdict.ts';
import type { HealthColour } from '../../rules/vocabulary.ts';
import { riders } from '../../schema/fleet.ts';
import { healthFacts } from '../../schema/health-facts.ts';
import { requireRole } from '../identity/require-role.ts';
import { requireReporterOf } from './require-reporter-of.ts';

export interface HealthReport {
  readonly riderId: Id;
  readonly kind: 'code' | 'test';
  readonly colour?: HealthColour | undefined;
  readonly validFrom: Date;
  readonly validTo?: Date | undefined;
}

const reporters = ['gridWorker', 'commander', 'integration', 'administrator'] as const;

/** Appends a fact about a rider's code; it counts from now on, whatever was known before. */
export async function reportHealth(tx: ActionTx, report: HealthReport): Promise<{ factId: Id }> {
  await requireRole(tx, reporters);
  const { riderId, kind, colour, validFrom, validTo } = report;
  if ((kind === 'code') !== (colour !== undefined)) {
    throw new Refusal('invalidInput', {
      field: 'colour',
      value: colour ?? null,
      accepted: 'a colour with a code, none with a test',
    });
  }
  orThrow(healthSpanVerdict(report, tx.now));
  const [rider] = await tx.db.select({ cityId: riders.cityId }).from(riders).where(eq(riders.id, riderId));
  const isForeign = tx.actor.kind === 'account' && rider?.cityId !== tx.actor.cityId;
  if (!rider || isForeign) throw new Refusal('notFound', { noun: 'rider', riderId });

  await requireReporterOf(tx, { riderId, reporters });

  const { cityId } = rider;
  const factId = newId();
  const recordedBy = tx.actor.kind === 'account' ? tx.actor.id : null;
  await tx.db
    .insert(healthFacts)
    .values({ id: factId, cityId, riderId, kind, colour, validFrom, validTo, recordedAt: tx.now, recordedBy });
  await appendEvent(tx, { name: 'health.changed.v1', cityId, payload: { riderId } });
  await record(tx, {
    action: 'riders/report-health',
    cityId,
    subject: { kind: 'rider', id: riderId },
    facts: { factId, kind, colour },
  });
  return { factId };
}
