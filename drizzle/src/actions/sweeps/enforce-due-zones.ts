import { and, asc, isNotNull, isNull, lte } from 'drizzle-orm';
import type { ActionTx } from '../../database/transaction.ts';
import { zones } from '../../schema/zones.ts';
import { expireZone } from '../zones/end.ts';
import { enforceZone } from '../zones/enforce.ts';

/** Changes of law that one sweep carries out; the rest is the next one's. */
const ZONES_PER_SWEEP = 20;

/** Zones recorded for later take force, and zones whose time has run out lose it, in time order, each as its own law version. */
export async function enforceDueZones(tx: ActionTx): Promise<number> {
  const starting = await tx.db
    .select({ zoneId: zones.id, cityId: zones.cityId, dueAt: zones.validFrom })
    .from(zones)
    .where(and(isNull(zones.lawVersionFrom), isNull(zones.withdrawnAt), lte(zones.validFrom, tx.now)))
    .orderBy(asc(zones.validFrom), asc(zones.id))
    .limit(ZONES_PER_SWEEP)
    .for('update', { skipLocked: true });
  const ending = await tx.db
    .select({ zoneId: zones.id, cityId: zones.cityId, dueAt: zones.validTo })
    .from(zones)
    .where(and(isNotNull(zones.lawVersionFrom), isNull(zones.lawVersionTo), lte(zones.validTo, tx.now)))
    .orderBy(asc(zones.validTo), asc(zones.id))
    .limit(ZONES_PER_SWEEP)
    .for('update', { skipLocked: true });

  // Of two changes at one instant the end comes first, so that what follows it is judged on free ground.
  const due = [
    ...ending.map((zone) => ({ ...zone, change: expireZone })),
    ...starting.map((zone) => ({ ...zone, change: enforceZone })),
  ].sort((one, other) => Number(one.dueAt) - Number(other.dueAt));
  for (const { zoneId, cityId, change } of due) await change(tx, { zoneId, cityId });
  return due.length;
}
