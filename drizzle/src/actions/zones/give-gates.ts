import { sql } from 'drizzle-orm';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { SitedGate } from '../../rules/gates.ts';
import type { LngLat } from '../../rules/geo.ts';
import { type Id, newId } from '../../rules/ids.ts';
import { gates } from '../../schema/zones.ts';

interface WrittenZone {
  readonly zoneId: Id;
  readonly cityId: Id;
  readonly validFrom: Date;
  readonly validTo: Date | null;
}

/** Gives a zone its gates, each with a keeper from the nearest community. */
export async function giveGates(tx: ActionTx, zone: WrittenZone, sited: readonly SitedGate[]): Promise<void> {
  for (const [index, gate] of sited.entries()) await insertGate(tx, { zone, gate, number: index + 1 });
}

async function insertGate(
  tx: ActionTx,
  { zone, gate, number }: { zone: WrittenZone; gate: SitedGate; number: number },
): Promise<void> {
  const keeper = await keeperNear(tx, zone.cityId, gate.innerPoint);
  await tx.db.insert(gates).values({
    id: newId(),
    cityId: zone.cityId,
    communityId: keeper?.communityId ?? null,
    zoneId: zone.zoneId,
    nameZh: `${gate.streetName || '无名路'}${number}号卡口`,
    point: gate.point,
    innerPoint: gate.innerPoint,
    keeperAccountId: keeper?.accountId ?? null,
    opensAt: zone.validFrom,
    endsAt: zone.validTo,
  });
}

/**
 * Of the gate keepers of the community around the nearest drop point the one with the fewest gates open; where it has none,
 * the leader of that drop point, who is known there.
 */
async function keeperNear(tx: ActionTx, cityId: Id, [lng, lat]: LngLat) {
  const now = tx.now.toISOString();
  const [nearest] = await rows<{ communityId: Id; accountId: Id | null }>(
    tx.db,
    sql`
      with nearest as (
        select community_id, leader_account_id from drop_points
        where city_id = ${cityId}
        order by point <-> ST_SetSRID(ST_MakePoint(${lng}, ${lat}), 4326), id limit 1
      )
      select n.community_id as "communityId", coalesce((
        select g.account_id from grants g
        where g.jurisdiction_id = n.community_id and g.role = 'gateKeeper'
          and (g.ends_at is null or g.ends_at > ${now}::timestamptz)
        order by (select count(*) from gates k where k.keeper_account_id = g.account_id
          and (k.ends_at is null or k.ends_at > ${now}::timestamptz)), g.account_id
        limit 1), n.leader_account_id) as "accountId"
      from nearest n`,
  );
  return nearest;
}
