import { sql } from 'drizzle-orm';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { MultiPolygonCoordinates } from '../../rules/geo.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import type { ZoneClass } from '../../rules/vocabulary.ts';
import { isStricter } from '../../rules/zone-law.ts';
import { toEwkbHex } from '../../schema/columns/ewkb.ts';

interface GroundInTime {
  readonly cityId: Id;
  readonly shape: MultiPolygonCoordinates;
  readonly validFrom: Date;
  readonly validTo: Date | null;
}

export interface Neighbour {
  readonly id: Id;
  readonly name: string;
  readonly class: ZoneClass;
  readonly validFrom: Date;
  readonly validTo: Date | null;
  readonly relation: 'contains' | 'within' | 'overlaps';
}

/** Slivers thinner than this are dust of a cut, not ground. */
export const SLIVER_M2 = 50;

/** Zones of the city that share ground and time with the new one; those that only touch its boundary do not count. */
async function zoneNeighbours(tx: ActionTx, zone: GroundInTime): Promise<Neighbour[]> {
  const shape = toEwkbHex({ type: 'MultiPolygon', coordinates: zone.shape });
  const until = zone.validTo?.toISOString() ?? 'infinity';
  const found = await rows<Omit<Neighbour, 'validFrom' | 'validTo'> & { validFrom: string; validTo: string | null }>(
    tx.db,
    sql`
      select id, name, class, to_json(valid_from) as "validFrom", to_json(valid_to) as "validTo",
        case when ST_Covers(declared, ${shape}::geometry) then 'contains'
          when ST_CoveredBy(declared, ${shape}::geometry) then 'within' else 'overlaps' end as relation
      from zones
      where city_id = ${zone.cityId} and withdrawn_at is null and valid_from < ${until}::timestamptz
        and (valid_to is null or valid_to > ${zone.validFrom.toISOString()}::timestamptz)
        and ST_Intersects(declared, ${shape}::geometry)
        and ST_Area(ST_Intersection(declared, ${shape}::geometry)::geography) > ${SLIVER_M2}
      order by id for update`,
  );
  return found.map((row) => ({
    ...row,
    validFrom: new Date(row.validFrom),
    validTo: row.validTo ? new Date(row.validTo) : null,
  }));
}

/**
 * The zone around a new one, if it lies within one: the weaker may hold the stricter, and nothing else. Where two only overlap
 * the declarations tell whose the ground is.
 */
export async function zoneAround(
  tx: ActionTx,
  zone: GroundInTime & { readonly zoneClass: ZoneClass },
): Promise<Id | null> {
  const around = (await zoneNeighbours(tx, zone)).filter(({ relation }) => relation === 'contains');
  const closed = around.find((other) => !isStricter(zone.zoneClass, other.class));
  if (closed) throw overlapping(closed);
  return around.at(-1)?.id ?? null;
}

export function overlapping({ id, name, validFrom }: Pick<Neighbour, 'id' | 'name' | 'validFrom'>): Refusal {
  return new Refusal('zoneOverlaps', { with: id, name, validFrom: validFrom.toISOString() });
}
