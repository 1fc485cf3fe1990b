import { and, eq, gt, isNull, or } from 'drizzle-orm';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';
import { gates, relays, zones } from '../../schema/zones.ts';
import type { TouchedRoute } from '../law/judge-unfinished.ts';
import { raiseLaw } from '../law/raise-law.ts';

/** Sets the end of a zone. If it is now, the zone's force ends with this transaction; else a sweep ends it when it is due. */
export async function endZone(
  tx: ActionTx,
  { cityId, zoneId, at }: { cityId: Id; zoneId: Id; at: Date },
): Promise<readonly TouchedRoute[]> {
  await tx.db.update(zones).set({ validTo: at }).where(eq(zones.id, zoneId));
  await tx.db
    .update(gates)
    .set({ endsAt: at })
    .where(and(eq(gates.zoneId, zoneId), or(isNull(gates.endsAt), gt(gates.endsAt, at))));
  await tx.db
    .update(relays)
    .set({ endsAt: at })
    .where(and(eq(relays.zoneId, zoneId), or(isNull(relays.endsAt), gt(relays.endsAt, at))));
  return at <= tx.now ? expireZone(tx, { cityId, zoneId }) : [];
}

/** The force of a zone whose time has run out ends now. */
export async function expireZone(
  tx: ActionTx,
  { cityId, zoneId }: { cityId: Id; zoneId: Id },
): Promise<readonly TouchedRoute[]> {
  const { lawVersion, touched } = await raiseLaw(tx, { cityId, zoneId, cause: 'zoneEnded' });
  await tx.db.update(zones).set({ lawVersionTo: lawVersion }).where(eq(zones.id, zoneId));
  return touched;
}
