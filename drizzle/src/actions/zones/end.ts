import { and, eq, gt, isNull, or } from 'drizzle-orm';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';
import { gates, relays, zones } from '../../schema/zones.ts';
import type { TouchedRoute } from '../law/judge-unfinished.ts';
import { raiseLaw } from '../law/raise-law.ts';

interface ZoneEnd {
  readonly zoneId: Id;
  readonly before: Date | null;
  readonly at: Date | null;
}

/** Sets the end of a zone, and of its gates and relays that were to end with it. The law changes when it is due. */
export async function setZoneEnd(tx: ActionTx, { zoneId, before, at }: ZoneEnd): Promise<void> {
  if (before?.getTime() === at?.getTime()) return;
  await tx.db.update(zones).set({ validTo: at }).where(eq(zones.id, zoneId));
  for (const table of [gates, relays]) {
    const withIt = before ? eq(table.endsAt, before) : isNull(table.endsAt);
    const moved = at ? or(withIt, gt(table.endsAt, at)) : withIt;
    await tx.db
      .update(table)
      .set({ endsAt: at })
      .where(and(eq(table.zoneId, zoneId), moved));
  }
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
