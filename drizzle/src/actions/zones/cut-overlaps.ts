import { sql } from 'drizzle-orm';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { MultiPolygonCoordinates } from '../../rules/geo.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import type { ZoneClass } from '../../rules/vocabulary.ts';
import { isStricter } from '../../rules/zone-law.ts';
import { fromEwkbHex, toEwkbHex } from '../../schema/columns/ewkb.ts';
import { endZone } from './end.ts';
import { writeZone } from './write-zone.ts';

interface Declared {
  readonly cityId: Id;
  readonly zoneClass: ZoneClass;
  readonly shape: MultiPolygonCoordinates;
  readonly validFrom: Date;
  readonly validTo: Date | null;
}

interface Neighbour {
  readonly id: Id;
  readonly name: string;
  readonly class: ZoneClass;
  readonly validTo: Date | null;
  readonly relation: 'contains' | 'within' | 'overlaps';
}

/**
 * A stricter zone may lie within a weaker one; where two overlap in part, the stricter keeps the ground. Returns what is
 * left of the new zone and the weaker zone around it, if one is; a weaker neighbour that loses ground is declared anew
 * without it.
 */
export async function cutOverlaps(
  tx: ActionTx,
  zone: Declared,
): Promise<{ declared: MultiPolygonCoordinates; parentId: Id | null }> {
  let declared = zone.shape;
  let parentId: Id | null = null;
  for (const other of await neighbours(tx, zone)) {
    if (other.relation === 'contains') {
      if (!isStricter(zone.zoneClass, other.class))
        throw new Refusal('zoneOverlaps', { with: other.id, name: other.name });
      parentId = other.id;
    } else if (other.relation === 'overlaps') {
      if (isStricter(zone.zoneClass, other.class)) await cutNeighbour(tx, { zone, other, declared });
      else declared = await without(tx, declared, other);
    }
  }
  return { declared, parentId };
}

/** Zones of the city that share ground and time with the new one; those that only touch its boundary do not count. */
function neighbours(tx: ActionTx, zone: Declared): Promise<Neighbour[]> {
  const shape = toEwkbHex({ type: 'MultiPolygon', coordinates: zone.shape });
  const until = zone.validTo?.toISOString() ?? 'infinity';
  return rows<Omit<Neighbour, 'validTo'> & { validTo: string | null }>(
    tx.db,
    sql`
      select id, name, class, valid_to as "validTo",
        case when ST_Covers(declared, ${shape}::geometry) then 'contains'
          when ST_CoveredBy(declared, ${shape}::geometry) then 'within' else 'overlaps' end as relation
      from zones
      where city_id = ${zone.cityId} and valid_from < ${until}::timestamptz
        and (valid_to is null or valid_to > ${zone.validFrom.toISOString()}::timestamptz)
        and ST_Intersects(declared, ${shape}::geometry) and not ST_Touches(declared, ${shape}::geometry)
      order by id for update`,
  ).then((found) => found.map((row) => ({ ...row, validTo: row.validTo ? new Date(row.validTo) : null })));
}

/** Slivers thinner than this are dust of the cut, not ground. */
const SLIVER_M2 = 50;

async function without(
  tx: ActionTx,
  shape: MultiPolygonCoordinates,
  other: Neighbour,
): Promise<MultiPolygonCoordinates> {
  const rest = await difference(
    tx,
    sql`${toEwkbHex({ type: 'MultiPolygon', coordinates: shape })}::geometry`,
    sql`(select declared from zones where id = ${other.id})`,
  );
  if (!rest) throw new Refusal('zoneOverlaps', { with: other.id, name: other.name });
  return rest;
}

async function cutNeighbour(
  tx: ActionTx,
  { zone, other, declared }: { zone: Declared; other: Neighbour; declared: MultiPolygonCoordinates },
): Promise<void> {
  const shape = sql`${toEwkbHex({ type: 'MultiPolygon', coordinates: declared })}::geometry`;
  const rest = await difference(tx, sql`(select declared from zones where id = ${other.id})`, shape);
  await endZone(tx, { cityId: zone.cityId, zoneId: other.id, at: zone.validFrom });
  if (!rest) return;
  await writeZone(tx, {
    cityId: zone.cityId,
    name: other.name,
    class: other.class,
    declared: rest,
    parentId: null,
    validFrom: zone.validFrom,
    validTo: other.validTo,
    closedBeside: declared,
  });
}

async function difference(
  tx: ActionTx,
  one: ReturnType<typeof sql>,
  other: ReturnType<typeof sql>,
): Promise<MultiPolygonCoordinates | null> {
  const [row] = await rows<{ rest: string | null }>(
    tx.db,
    sql`
      select encode(ST_AsEWKB(ST_Multi(ST_Collect(part.geom))), 'hex') as rest
      from ST_Dump(ST_CollectionExtract(ST_Difference(${one}, ${other}), 3)) as part
      where ST_Area(part.geom::geography) > ${SLIVER_M2}`,
  );
  const geometry = row?.rest ? fromEwkbHex(row.rest) : null;
  return geometry?.type === 'MultiPolygon' ? geometry.coordinates : null;
}
