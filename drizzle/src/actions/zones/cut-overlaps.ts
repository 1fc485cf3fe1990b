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
  readonly validFrom: Date;
  readonly validTo: Date | null;
  readonly relation: 'contains' | 'within' | 'overlaps';
}

/** Slivers thinner than this are dust of a cut, not ground. */
const SLIVER_M2 = 50;

/**
 * A stricter zone may lie within a weaker one; where two overlap in part, the stricter keeps the ground. Returns what is
 * left of the new zone, the weaker zone around it, if one is, and the weaker neighbours that are declared anew without the
 * ground they lose. One that loses all of it ends.
 */
export async function cutOverlaps(
  tx: ActionTx,
  zone: Declared,
): Promise<{ declared: MultiPolygonCoordinates; parentId: Id | null; anew: readonly Id[] }> {
  let declared = zone.shape;
  let parentId: Id | null = null;
  const weaker: Neighbour[] = [];
  for (const other of await neighbours(tx, zone)) {
    if (other.relation === 'contains') {
      if (!isStricter(zone.zoneClass, other.class)) throw overlapping(other);
      parentId = other.id;
    } else if (isStricter(zone.zoneClass, other.class) || other.relation === 'within') {
      if (!isStricter(other.class, zone.zoneClass)) weaker.push(other);
    } else {
      declared = await without(tx, declared, other);
    }
  }

  const anew: Id[] = [];
  for (const other of weaker) anew.push(...(await cutNeighbour(tx, { zone, other, declared })));
  return { declared, parentId, anew };
}

function overlapping({ id, name, validFrom }: Neighbour): Refusal {
  return new Refusal('zoneOverlaps', { with: id, name, validFrom: validFrom.toISOString() });
}

/** Zones of the city that share ground and time with the new one; those that only touch its boundary do not count. */
async function neighbours(tx: ActionTx, zone: Declared): Promise<Neighbour[]> {
  const shape = toEwkbHex({ type: 'MultiPolygon', coordinates: zone.shape });
  const until = zone.validTo?.toISOString() ?? 'infinity';
  const found = await rows<Omit<Neighbour, 'validFrom' | 'validTo'> & { validFrom: string; validTo: string | null }>(
    tx.db,
    sql`
      select id, name, class, to_json(valid_from) as "validFrom", to_json(valid_to) as "validTo",
        case when ST_Covers(declared, ${shape}::geometry) then 'contains'
          when ST_CoveredBy(declared, ${shape}::geometry) then 'within' else 'overlaps' end as relation
      from zones
      where city_id = ${zone.cityId} and valid_from < ${until}::timestamptz
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
  if (!rest) throw overlapping(other);
  return rest;
}

/** Ends a neighbour when the new zone begins and declares what is left of it; gives the id of the rest, if there is one. */
async function cutNeighbour(
  tx: ActionTx,
  { zone, other, declared }: { zone: Declared; other: Neighbour; declared: MultiPolygonCoordinates },
): Promise<Id[]> {
  // A zone has a span: one that begins no sooner than the new one could only be unmade.
  if (other.validFrom >= zone.validFrom) throw overlapping(other);
  const shape = sql`${toEwkbHex({ type: 'MultiPolygon', coordinates: declared })}::geometry`;
  const rest = await difference(tx, sql`(select declared from zones where id = ${other.id})`, shape);
  await endZone(tx, { cityId: zone.cityId, zoneId: other.id, at: zone.validFrom });
  if (!rest) return [];
  const { zoneId } = await writeZone(tx, {
    cityId: zone.cityId,
    name: other.name,
    class: other.class,
    declared: rest,
    parentId: null,
    validFrom: zone.validFrom,
    validTo: other.validTo,
    closedBeside: declared,
  });
  return [zoneId];
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
