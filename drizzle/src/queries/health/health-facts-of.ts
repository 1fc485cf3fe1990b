import { and, inArray, lte } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { HealthFact } from '../../rules/health-code.ts';
import type { Id } from '../../rules/ids.ts';
import { healthFacts } from '../../schema/health-facts.ts';

/** What had been recorded of each rider by `recordedBy`, in the order of recording. Riders without facts are left out. */
export async function healthFactsOf(
  db: Reader,
  { riderIds, recordedBy }: { riderIds: readonly Id[]; recordedBy: Date },
): Promise<Map<Id, HealthFact[]>> {
  const facts = new Map<Id, HealthFact[]>();
  if (riderIds.length === 0) return facts;

  const found = await db
    .select({
      riderId: healthFacts.riderId,
      kind: healthFacts.kind,
      colour: healthFacts.colour,
      validFrom: healthFacts.validFrom,
      validTo: healthFacts.validTo,
      recordedAt: healthFacts.recordedAt,
    })
    .from(healthFacts)
    .where(and(inArray(healthFacts.riderId, [...riderIds]), lte(healthFacts.recordedAt, recordedBy)))
    .orderBy(healthFacts.recordedAt, healthFacts.id);
  for (const { riderId, ...fact } of found) facts.set(riderId, [...(facts.get(riderId) ?? []), fact]);
  return facts;
}
