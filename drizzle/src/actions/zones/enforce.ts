import { eq } from 'drizzle-orm';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';
import { zones } from '../../schema/zones.ts';
import type { TouchedRoute } from '../law/judge-unfinished.ts';
import { raiseLaw } from '../law/raise-law.ts';

/** A zone takes force now. */
export async function enforceZone(
  tx: ActionTx,
  { cityId, zoneId }: { cityId: Id; zoneId: Id },
): Promise<readonly TouchedRoute[]> {
  const { lawVersion, touched } = await raiseLaw(tx, { cityId, zoneId, cause: 'zoneInForce' });
  await tx.db.update(zones).set({ lawVersionFrom: lawVersion }).where(eq(zones.id, zoneId));
  return touched;
}
