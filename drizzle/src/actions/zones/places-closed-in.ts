import { sql } from 'drizzle-orm';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { MultiPolygonCoordinates } from '../../rules/geo.ts';
import type { Id } from '../../rules/ids.ts';
import { toEwkbHex } from '../../schema/columns/ewkb.ts';
import type { ZoneWarning } from '../../schema/zones.ts';

const CODES = ['holdsWarehouse', 'holdsRiderBase'] as const;

interface ClosedIn {
  readonly code: (typeof CODES)[number];
  readonly id: Id;
  readonly nameZh: string;
  readonly nameEn: string;
}

/** Warehouses and rider bases on the ground of a zone. Lawful, but most travellers that start there cannot set off. */
export async function placesClosedIn(
  tx: ActionTx,
  { cityId, declared }: { cityId: Id; declared: MultiPolygonCoordinates },
): Promise<ZoneWarning[]> {
  const shape = sql`${toEwkbHex({ type: 'MultiPolygon', coordinates: declared })}::geometry`;
  const found = await rows<ClosedIn>(
    tx.db,
    sql`
      select 'holdsWarehouse' as code, id, name_zh as "nameZh", name_en as "nameEn" from warehouses
      where city_id = ${cityId} and ST_Covers(${shape}, point)
      union all
      select 'holdsRiderBase', id, name_zh, name_en from rider_bases
      where city_id = ${cityId} and ST_Covers(${shape}, point)
      order by id`,
  );
  return CODES.flatMap((code) => {
    const places = found.flatMap(({ code: its, ...place }) => (its === code ? [place] : []));
    return places.length > 0 ? [{ code, places }] : [];
  });
}
