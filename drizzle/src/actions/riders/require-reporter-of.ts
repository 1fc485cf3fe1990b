import { sql } from 'drizzle-orm';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import type { Role } from '../../rules/vocabulary.ts';
import { covers } from '../identity/require-role.ts';

/**
 * Refuses unless the reporter holds one of the roles where the rider lives or works: his home, his base, or the warehouse
 * of the vehicle that he drives.
 */
export async function requireReporterOf(
  tx: ActionTx,
  { riderId, reporters }: { riderId: Id; reporters: readonly Role[] },
): Promise<void> {
  const { actor } = tx;
  if (actor.kind === 'system') return;
  const held = actor.grants.filter(({ role }) => reporters.includes(role));
  const places = await rows<{ path: string }>(
    tx.db,
    sql`select jurisdictions.path::text as path from riders
        left join rider_bases on rider_bases.id = riders.base_id
        left join vehicles on vehicles.id = riders.vehicle_id
        left join warehouses on warehouses.id = vehicles.home_warehouse_id
        join jurisdictions on jurisdictions.id
          in (riders.home_building_id, rider_bases.jurisdiction_id, warehouses.jurisdiction_id)
        where riders.id = ${riderId}`,
  );
  if (places.some(({ path }) => held.some((grant) => covers(grant.path, path)))) return;
  throw new Refusal('outsideTerritory', { riderId });
}
