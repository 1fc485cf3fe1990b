import { eq } from 'drizzle-orm';
import { record } from '../../database/record.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import { zones } from '../../schema/zones.ts';
import { requireAccount } from '../identity/require-account.ts';
import { requireRole } from '../identity/require-role.ts';
import type { TouchedRoute } from '../law/judge-unfinished.ts';
import { endZone } from './end.ts';
import { requireCommand } from './require-command.ts';

/** Ends a zone that is in force, now. */
export async function liftZone(
  tx: ActionTx,
  { zoneId }: { zoneId: Id },
): Promise<{ touched: readonly TouchedRoute[] }> {
  const { cityId } = requireAccount(tx.actor);
  await requireRole(tx, ['commander', 'administrator']);
  const [zone] = await tx.db
    .select({
      cityId: zones.cityId,
      validFrom: zones.validFrom,
      validTo: zones.validTo,
      declared: zones.declared,
      lawVersionFrom: zones.lawVersionFrom,
    })
    .from(zones)
    .where(eq(zones.id, zoneId))
    .for('update');
  if (zone?.cityId !== cityId) throw new Refusal('notFound', { zoneId });
  await requireCommand(tx, { cityId, ground: zone.declared });
  const hasEnded = zone.validTo !== null && zone.validTo <= tx.now;
  const inForce = zone.lawVersionFrom !== null && zone.validFrom < tx.now && !hasEnded;
  if (!inForce) throw new Refusal('wrongState', { noun: 'zone', is: 'not in force', allowed: ['in force'] });

  const touched = await endZone(tx, { cityId, zoneId, at: tx.now });
  await record(tx, {
    action: 'zones/lift',
    cityId,
    subject: { kind: 'zone', id: zoneId },
    facts: { touched: touched.length },
  });
  return { touched };
}
