import { sql } from 'drizzle-orm';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';
import { zoneCuts } from '../../schema/zones.ts';

/** A zone that gives ground up when another one begins: what is left of it, if anything, and the end that it had. */
export interface ZoneCut {
  readonly zoneId: Id;
  readonly restId: Id | null;
  readonly formerValidTo: Date | null;
}

/** Keeps in mind what others give up for a zone recorded for later: it may yet be withdrawn. */
export async function recordCuts(
  tx: ActionTx,
  { forZoneId, cuts }: { forZoneId: Id; cuts: readonly ZoneCut[] },
): Promise<void> {
  if (cuts.length > 0) await tx.db.insert(zoneCuts).values(cuts.map((cut) => ({ ...cut, forZoneId })));
}

/** What is left of a zone that was cut again, sooner, gets back in its stead what both gave up before. */
export async function inheritCuts(
  tx: ActionTx,
  { from, to }: { from: { readonly id: Id; readonly validTo: Date | null }; to: Id },
): Promise<void> {
  if (!from.validTo) return;
  await tx.db.execute(sql`
    insert into zone_cuts (zone_id, for_zone_id, rest_id, former_valid_to)
    select ${to}, zone_cuts.for_zone_id, zone_cuts.rest_id, zone_cuts.former_valid_to
    from zone_cuts join zones later on later.id = zone_cuts.for_zone_id
    where zone_cuts.zone_id = ${from.id} and later.withdrawn_at is null
      and later.valid_from = ${from.validTo.toISOString()}::timestamptz`);
}
