import { sql } from 'drizzle-orm';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { MultiPolygonCoordinates } from '../../rules/geo.ts';
import type { Id } from '../../rules/ids.ts';
import type { ZoneClass } from '../../rules/vocabulary.ts';
import { isStricter } from '../../rules/zone-law.ts';
import { fromEwkbHex, toEwkbHex } from '../../schema/columns/ewkb.ts';
import { endZone } from './end.ts';
import { writeZone } from './write-zone.ts';
import { inheritCuts, type ZoneCut } from './zone-cuts.ts';
import { type Neighbour, overlapping, SLIVER_M2, zoneNeighbours } from './zone-neighbours.ts';

interface Declared {
  readonly cityId: Id;
  readonly zoneClass: ZoneClass;
  readonly shape: MultiPolygonCoordinates;
  readonly validFrom: Date;
  readonly validTo: Date | null;
}

/**
 * A stricter zone may lie within a weaker one; where two overlap in part, the stricter keeps the ground. Returns what is
 * left of the new zone, the weaker zone around it, if one is, and the weaker neighbours that end and are declared anew
 * without the ground they lose. One that loses all of it ends.
 */
export async function cutOverlaps(
  tx: ActionTx,
  zone: Declared,
): Promise<{ declared: MultiPolygonCoordinates; parentId: Id | null; cuts: readonly ZoneCut[] }> {
  let declared = zone.shape;
  let parentId: Id | null = null;
  const weaker: Neighbour[] = [];
  for (const other of await zoneNeighbours(tx, zone)) {
    if (other.relation === 'contains') {
      if (!isStricter(zone.zoneClass, other.class)) throw overlapping(other);
      parentId = other.id;
    } else if (isStricter(zone.zoneClass, other.class) || other.relation === 'within') {
      if (!isStricter(other.class, zone.zoneClass)) weaker.push(other);
    } else {
      declared = await without(tx, declared, other);
    }
  }

  const cuts: ZoneCut[] = [];
  for (const other of weaker) cuts.push(await cutNeighbour(tx, { zone, other, declared }));
  return { declared, parentId, cuts };
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

/** Ends a neighbour when the new zone begins and declares what is left of it. */
async function cutNeighbour(
  tx: ActionTx,
  { zone, other, declared }: { zone: Declared; other: Neighbour; declared: MultiPolygonCoordinates },
): Promise<ZoneCut> {
  // A zone has a span: one that begins no sooner than the new one could only be unmade.
  if (other.validFrom >= zone.validFrom) throw overlapping(other);
  const shape = sql`${toEwkbHex({ type: 'MultiPolygon', coordinates: declared })}::geometry`;
  const rest = await difference(tx, sql`(select declared from zones where id = ${other.id})`, shape);
  await endZone(tx, { cityId: zone.cityId, zoneId: other.id, at: zone.validFrom });
  const cut = { zoneId: other.id, formerValidTo: other.validTo };
  if (!rest) return { ...cut, restId: null };
  const { zoneId: restId } = await writeZone(tx, {
    cityId: zone.cityId,
    name: other.name,
    class: other.class,
    declared: rest,
    parentId: null,
    validFrom: zone.validFrom,
    validTo: other.validTo,
    closedBeside: declared,
  });
  await inheritCuts(tx, { from: other, to: restId });
  return { ...cut, restId };
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
