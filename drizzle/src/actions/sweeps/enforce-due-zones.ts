import { and, asc, isNotNull, isNull, lte } from 'drizzle-orm';
import type { ActionTx } from '../../database/transaction.ts';
import { zones } from '../../schema/zones.ts';
import { enforceZone } from '../zones/enforce.ts';
import { expireZone } from '../zones/end.ts';

/** Changes of law that one sweep carries out; the rest is the next one's. */
const ZONES_PER_SWEEP = 20;

/** Zones recorded for later take force, and zones whose time has run out lose it, each as its own law version. */
export async function enforceDueZones(tx: ActionTx): Promise<number> {
  const starting = await tx.db
    .select({ zoneId: zones.id, cityId: zones.cityId })
    .from(zones)
    .where(and(isNull(zones.lawVersionFrom), lte(zones.validFrom, tx.now)))
    .orderBy(asc(zones.validFrom), asc(zones.id))
    .limit(ZONES_PER_SWEEP)
    .for('update', { skipLocked: true });
  for (const zone of starting) await enforceZone(tx, zone);

  const ending = await tx.db
    .select({ zoneId: zones.id, cityId: zones.cityId })
    .from(zones)
    .where(and(isNotNull(zones.lawVersionFrom), isNull(zones.lawVersionTo), lte(zones.validTo, tx.now)))
    .orderBy(asc(zones.validTo), asc(zones.id))
    .limit(ZONES_PER_SWEEP)
    .for('update', { skipLocked: true });
  for (const zone of ending) await expireZone(tx, zone);
  return starting.length + ending.length;
}
