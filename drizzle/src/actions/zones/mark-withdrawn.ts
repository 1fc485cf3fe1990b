import { eq } from 'drizzle-orm';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';
import { gates, relays, zones } from '../../schema/zones.ts';

/** A zone to come will not be: its row stays with an empty span, its gates and relays end at once. */
export async function markWithdrawn(
  tx: ActionTx,
  { zoneId, validFrom }: { zoneId: Id; validFrom: Date },
): Promise<void> {
  const withdrawnBy = tx.actor.kind === 'account' ? tx.actor.id : null;
  await tx.db.update(zones).set({ validTo: validFrom, withdrawnAt: tx.now, withdrawnBy }).where(eq(zones.id, zoneId));
  await tx.db.update(gates).set({ endsAt: tx.now }).where(eq(gates.zoneId, zoneId));
  await tx.db.update(relays).set({ endsAt: tx.now }).where(eq(relays.zoneId, zoneId));
}
