import { and, eq, sql } from 'drizzle-orm';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';
import { gates, relays, zones } from '../../schema/zones.ts';
import { overlapping, zoneNeighbours } from './zone-neighbours.ts';

interface Withdrawn {
  readonly cityId: Id;
  readonly zoneId: Id;
  readonly validFrom: Date;
}

interface Cut {
  readonly zoneId: Id;
  readonly restId: Id | null;
  readonly formerValidTo: string | null;
  /** The rest was cut in its turn. */
  readonly restCutFor: { readonly id: Id; readonly name: string; readonly validFrom: string } | null;
}

/**
 * Zones that were to end or to lose ground when a withdrawn zone began last as long as before, with all their ground. Gives
 * the rests that were to follow them, which are to be withdrawn too. A zone declared since then on that ground stands in
 * the way and has to be withdrawn first.
 */
export async function giveGroundBack(tx: ActionTx, withdrawn: Withdrawn): Promise<Id[]> {
  const cuts = await cutsFor(tx, withdrawn);
  for (const { restCutFor } of cuts) {
    if (restCutFor) throw overlapping({ ...restCutFor, validFrom: new Date(restCutFor.validFrom) });
  }
  const rests = cuts.flatMap(({ restId }) => restId ?? []);
  for (const { zoneId, formerValidTo } of cuts) {
    const validTo = formerValidTo ? new Date(formerValidTo) : null;
    await refuseOverlapping(tx, { withdrawn, zoneId, validTo, rests });
    await tx.db.update(zones).set({ validTo }).where(eq(zones.id, zoneId));
    await tx.db
      .update(gates)
      .set({ endsAt: validTo })
      .where(and(eq(gates.zoneId, zoneId), eq(gates.endsAt, withdrawn.validFrom)));
    await tx.db
      .update(relays)
      .set({ endsAt: validTo })
      .where(and(eq(relays.zoneId, zoneId), eq(relays.endsAt, withdrawn.validFrom)));
  }
  return rests;
}

/** Left out are zones that were lifted or cut once more before, and those whose rest somebody has withdrawn. */
function cutsFor(tx: ActionTx, { zoneId, validFrom }: Withdrawn): Promise<Cut[]> {
  return rows<Cut>(
    tx.db,
    sql`
      select zone_cuts.zone_id as "zoneId", zone_cuts.rest_id as "restId", to_json(zone_cuts.former_valid_to) as "formerValidTo",
        case when rest.valid_to is distinct from zone_cuts.former_valid_to and rest.id is not null then (
          select json_build_object('id', later.id, 'name', later.name, 'validFrom', later.valid_from)
          from zone_cuts again join zones later on later.id = again.for_zone_id
          where again.zone_id = rest.id and later.valid_from = rest.valid_to limit 1) end as "restCutFor"
      from zone_cuts
      join zones cut on cut.id = zone_cuts.zone_id and cut.withdrawn_at is null
        and cut.valid_to = ${validFrom.toISOString()}::timestamptz
      left join zones rest on rest.id = zone_cuts.rest_id
      where zone_cuts.for_zone_id = ${zoneId} and rest.withdrawn_at is null
      order by zone_cuts.zone_id for update of cut`,
  );
}

/** A stricter zone within the one that gets its ground back is lawful; one across its boundary is not. */
async function refuseOverlapping(
  tx: ActionTx,
  {
    withdrawn,
    zoneId,
    validTo,
    rests,
  }: { withdrawn: Withdrawn; zoneId: Id; validTo: Date | null; rests: readonly Id[] },
): Promise<void> {
  const { cityId, validFrom } = withdrawn;
  const [zone] = await tx.db.select({ shape: zones.declared }).from(zones).where(eq(zones.id, zoneId));
  if (!zone) return;
  const around = await zoneNeighbours(tx, { cityId, shape: zone.shape, validFrom, validTo });
  const across = around.find(({ id, relation }) => relation === 'overlaps' && id !== zoneId && !rests.includes(id));
  if (across) throw overlapping(across);
}
