import { eq } from 'drizzle-orm';
import { record } from '../../database/record.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import { zones } from '../../schema/zones.ts';
import { requireAccount } from '../identity/require-account.ts';
import { requireRole } from '../identity/require-role.ts';
import type { TouchedRoute } from '../law/judge-unfinished.ts';
import { lockedCity } from './locked-city.ts';
import { requireCommand } from './require-command.ts';
import { reshapeAround } from './reshape-around.ts';
import { adoptZones, endGround } from './zone-grounds.ts';

/**
 * Ends a zone that is in force, now, with all that its declaration was to be yet. Ground that weaker zones had to give up for
 * it is theirs again.
 */
export async function liftZone(
  tx: ActionTx,
  { zoneId }: { zoneId: Id },
): Promise<{ touched: readonly TouchedRoute[] }> {
  const { cityId } = requireAccount(tx.actor);
  await requireRole(tx, ['commander', 'administrator']);
  await lockedCity(tx, cityId);
  await adoptZones(tx, cityId);
  const [zone] = await tx.db
    .select({
      cityId: zones.cityId,
      validFrom: zones.validFrom,
      validTo: zones.validTo,
      declared: zones.declared,
      groundId: zones.groundId,
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

  await endGround(tx, { groundId: zone.groundId ?? zoneId, at: tx.now });
  const { touched } = await reshapeAround(tx, { cityId, groundId: zone.groundId ?? zoneId });
  await record(tx, {
    action: 'zones/lift',
    cityId,
    subject: { kind: 'zone', id: zoneId },
    facts: { touched: touched.length },
  });
  return { touched };
}
