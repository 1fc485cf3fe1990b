import { sql } from 'drizzle-orm';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { MultiPolygonCoordinates } from '../../rules/geo.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import { toEwkbHex } from '../../schema/columns/ewkb.ts';
import { requireRole } from '../identity/require-role.ts';

/**
 * Refuses unless the actor commands all of the ground: the grids of every building on it, or, where nobody lives, the grid
 * of the nearest one.
 */
export async function requireCommand(
  tx: ActionTx,
  { cityId, ground }: { cityId: Id; ground: MultiPolygonCoordinates },
): Promise<void> {
  await requireRole(tx, ['commander', 'administrator']);
  const shape = sql`${toEwkbHex({ type: 'MultiPolygon', coordinates: ground })}::geometry`;
  const buildings = sql`jurisdictions where city_id = ${cityId} and level = 'building' and point is not null`;
  const found = await rows<{ path: string }>(
    tx.db,
    sql`
      with covered as (
        select path from ${buildings} and ST_Covers(${shape}, point)
      ), nearest as (
        select path from ${buildings} and not exists (select from covered) order by point <-> ${shape}, id limit 1
      )
      select distinct subpath(path, 0, nlevel(path) - 1)::text as path
      from (select path from covered union all select path from nearest) as living order by 1`,
  );
  if (found.length === 0) throw new Refusal('notFound', { cityId, noun: 'building' });
  for (const { path } of found) await requireRole(tx, ['commander', 'administrator'], { path });
}
