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
 * Withdraws a zone that was recorded for later: its row stays, with an empty span, its gates end, and zones that were to
 * give ground up for it keep that ground. It never takes force, so the law version stays.
 */
export async function withdrawZone(
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
      withdrawnAt: zones.withdrawnAt,
    })
    .from(zones)
    .where(eq(zones.id, zoneId))
    .for('update');
  if (zone?.cityId !== cityId) throw new Refusal('notFound', { noun: 'zone', zoneId });
  await requireCommand(tx, { cityId, ground: zone.declared });
  refuseBegun(tx, { zoneId, ...zone });

  // A declaration that has begun ends where this piece of it was to begin; another one never begins.
  await endGround(tx, { groundId: zone.groundId ?? zoneId, at: zone.validFrom });
  const { touched, withdrawn } = await reshapeAround(tx, { cityId, groundId: zone.groundId ?? zoneId });
  await record(tx, {
    action: 'zones/withdraw',
    cityId,
    subject: { kind: 'zone', id: zoneId },
    facts: { touched: touched.length, others: withdrawn.length - 1, validTo: zone.validTo?.toISOString() ?? null },
  });
  return { touched };
}

interface Withdrawing {
  readonly zoneId: Id;
  readonly validFrom: Date;
  readonly validTo: Date | null;
  readonly withdrawnAt: Date | null;
}

function refuseBegun(tx: ActionTx, { zoneId, validFrom, validTo, withdrawnAt }: Withdrawing): void {
  if (withdrawnAt) throw new Refusal('alreadyDone', { noun: 'zone', zoneId, withdrawnAt: withdrawnAt.toISOString() });
  if (validTo && validTo <= tx.now)
    throw new Refusal('wrongState', { noun: 'zone', is: 'ended', allowed: ['to come'] });
  if (validFrom > tx.now) return;
  const accepted = `a zone that begins after ${tx.now.toISOString()}`;
  throw new Refusal('zoneBegun', { field: 'validFrom', value: validFrom.toISOString(), accepted, instead: 'lift' });
}
