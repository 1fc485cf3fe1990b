import { eq } from 'drizzle-orm';
import { record } from '../../database/record.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { appendEvent } from '../../events/outbox.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import { cities } from '../../schema/cities.ts';
import { gates, relays, zones } from '../../schema/zones.ts';
import { requireAccount } from '../identity/require-account.ts';
import { requireRole } from '../identity/require-role.ts';
import type { TouchedRoute } from '../law/judge-unfinished.ts';
import { takeBackServing } from '../law/take-back-serving.ts';
import { giveGroundBack } from './give-ground-back.ts';
import { requireCommand } from './require-command.ts';

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
  const lawVersion = await lockedLawVersion(tx, cityId);
  const [zone] = await tx.db
    .select({
      cityId: zones.cityId,
      validFrom: zones.validFrom,
      validTo: zones.validTo,
      declared: zones.declared,
      withdrawnAt: zones.withdrawnAt,
    })
    .from(zones)
    .where(eq(zones.id, zoneId))
    .for('update');
  if (zone?.cityId !== cityId) throw new Refusal('notFound', { noun: 'zone', zoneId });
  await requireCommand(tx, { cityId, ground: zone.declared });
  refuseBegun(tx, { zoneId, ...zone });

  await markWithdrawn(tx, { zoneId, validFrom: zone.validFrom });
  const rests = await giveGroundBack(tx, { cityId, zoneId, validFrom: zone.validFrom });
  const touched: TouchedRoute[] = [];
  for (const withdrawn of [zoneId, ...rests]) {
    if (withdrawn !== zoneId) await markWithdrawn(tx, { zoneId: withdrawn, validFrom: zone.validFrom });
    touched.push(...(await takeBackServing(tx, { cityId, zoneId: withdrawn, lawVersion })));
    await appendEvent(tx, { name: 'zone.withdrawn.v1', cityId, payload: { zoneId: withdrawn } });
  }
  await record(tx, {
    action: 'zones/withdraw',
    cityId,
    subject: { kind: 'zone', id: zoneId },
    facts: { touched: touched.length, rests: rests.length, validTo: zone.validTo?.toISOString() ?? null },
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

/** The row lock keeps a withdrawal and a declaration from looking at each other's zones half-done. */
async function lockedLawVersion(tx: ActionTx, cityId: Id): Promise<number> {
  const [city] = await tx.db
    .select({ lawVersion: cities.lawVersion })
    .from(cities)
    .where(eq(cities.id, cityId))
    .for('no key update');
  if (!city) throw new Refusal('notFound', { noun: 'city', cityId });
  return city.lawVersion;
}

async function markWithdrawn(tx: ActionTx, { zoneId, validFrom }: { zoneId: Id; validFrom: Date }): Promise<void> {
  const withdrawnBy = tx.actor.kind === 'account' ? tx.actor.id : null;
  await tx.db.update(zones).set({ validTo: validFrom, withdrawnAt: tx.now, withdrawnBy }).where(eq(zones.id, zoneId));
  await tx.db.update(gates).set({ endsAt: tx.now }).where(eq(gates.zoneId, zoneId));
  await tx.db.update(relays).set({ endsAt: tx.now }).where(eq(relays.zoneId, zoneId));
}
