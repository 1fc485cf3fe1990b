import { sql } from 'drizzle-orm';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { MultiPolygonCoordinates } from '../../rules/geo.ts';
import { Refusal } from '../../rules/refusal.ts';
import { toEwkbHex } from '../../schema/columns/ewkb.ts';

interface Asked {
  readonly ground: MultiPolygonCoordinates;
  /** West, south, east, north. */
  readonly bounds: readonly [number, number, number, number];
}

/** Refuses ground of which nothing lies in the city: a drawing for another place. */
export async function requireInCity(tx: ActionTx, { ground, bounds }: Asked): Promise<void> {
  const shape = sql`${toEwkbHex({ type: 'MultiPolygon', coordinates: ground })}::geometry`;
  const [west, south, east, north] = bounds;
  const [row] = await rows<{ touches: boolean; extent: number[] }>(
    tx.db,
    sql`
      select ST_Intersects(${shape}, ST_MakeEnvelope(${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8, 4326)) as touches,
        json_build_array(ST_XMin(${shape}), ST_YMin(${shape}), ST_XMax(${shape}), ST_YMax(${shape})) as extent`,
  );
  if (row?.touches) return;
  const accepted = `ground that reaches into ${JSON.stringify(bounds)}: west, south, east, north`;
  throw new Refusal('zoneOutsideCity', { field: 'geometry', value: row?.extent, accepted });
}
