import { sql } from 'drizzle-orm';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';
import type { ZoneClass } from '../../rules/vocabulary.ts';
import { stretchesOf } from '../../rules/zone-ground.ts';
import { isStricter } from '../../rules/zone-law.ts';
import { type Lying, lying, otherKeeps } from './zone-grounds.ts';
import { type Neighbour, overlapping, SLIVER_M2 } from './zone-neighbours.ts';

export interface Ground {
  readonly id: Id;
  readonly cityId: Id;
  readonly name: string;
  readonly class: ZoneClass;
  readonly validFrom: Date;
  readonly validTo: Date | null;
}

/** What a zone of a declaration has to be from one instant to another. */
export interface Piece {
  readonly from: Date;
  readonly to: Date | null;
  /** A MultiPolygon in EWKB. */
  readonly shapeHex: string;
}

/**
 * The pieces that a declaration consists of from now on: its ground without what others keep of it, and the whole of it
 * again when they have ended. A newcomer of which nothing would be left at some time is refused.
 */
export async function groundPieces(
  tx: ActionTx,
  { ground, isNew }: { ground: Ground; isNew: boolean },
): Promise<Piece[]> {
  const from = new Date(Math.max(ground.validFrom.getTime(), tx.now.getTime()));
  const keepers = await zonesKeeping(tx, { ground, from });
  const pieces: Piece[] = [];
  for (const { from: begins, to, zones } of stretchesOf(keepers, from, ground.validTo)) {
    const shapeHex = await restOf(
      tx,
      ground.id,
      zones.map(({ id }) => id),
    );
    const [first] = zones;
    if (!shapeHex && isNew && first) throw overlapping(first);
    if (!shapeHex) continue;
    const last = pieces.at(-1);
    const goesOn = last?.shapeHex === shapeHex && last.to?.getTime() === begins.getTime();
    if (last && goesOn) pieces.splice(-1, 1, { ...last, to });
    else pieces.push({ from: begins, to, shapeHex });
  }
  return pieces;
}

type Keeper = Pick<Neighbour, 'id' | 'name' | 'validFrom' | 'validTo'>;

/** Zones of others that keep ground of this declaration. A stricter one wholly within it is nested and takes nothing away. */
async function zonesKeeping(tx: ActionTx, { ground, from }: { ground: Ground; from: Date }): Promise<Keeper[]> {
  const until = ground.validTo?.toISOString() ?? 'infinity';
  const found = await rows<
    Lying & { id: Id; name: string; validFrom: string; validTo: string | null; isWithin: boolean }
  >(
    tx.db,
    sql`
      select zones.id, zones.name, to_json(zones.valid_from) as "validFrom", to_json(zones.valid_to) as "validTo",
        ST_CoveredBy(zones.declared, own.ground) as "isWithin", ${lying}
      from zone_grounds own
      join zones on zones.city_id = own.city_id and zones.ground_id <> own.id and zones.withdrawn_at is null
        and zones.valid_from < ${until}::timestamptz
        and (zones.valid_to is null or zones.valid_to > ${from.toISOString()}::timestamptz)
        and ST_Intersects(zones.declared, own.ground)
        and ST_Area(ST_Intersection(zones.declared, own.ground)::geography) > ${SLIVER_M2}
      join zone_grounds other on other.id = zones.ground_id
      where own.id = ${ground.id} order by zones.id`,
  );
  return found
    .filter((zone) => otherKeeps(zone) && !(zone.isWithin && isStricter(zone.zoneClass, ground.class)))
    .map(({ id, name, validFrom, validTo }) => ({
      ...{ id, name, validFrom: new Date(validFrom), validTo: validTo ? new Date(validTo) : null },
    }));
}

/** The ground without that of some zones, without slivers; null if nothing is left. */
async function restOf(tx: ActionTx, groundId: Id, zoneIds: readonly Id[]): Promise<string | null> {
  const own = sql`(select ground from zone_grounds where id = ${groundId})`;
  const taken = sql`(select ST_Union(declared) from zones where id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(zoneIds)}::jsonb)))`;
  const [row] = await rows<{ rest: string | null }>(
    tx.db,
    zoneIds.length === 0
      ? sql`select encode(ST_AsEWKB(${own}), 'hex') as rest`
      : sql`
      select encode(ST_AsEWKB(ST_Multi(ST_Collect(part.geom))), 'hex') as rest
      from ST_Dump(ST_CollectionExtract(ST_Difference(${own}, ${taken}), 3)) as part
      where ST_Area(part.geom::geography) > ${SLIVER_M2}`,
  );
  return row?.rest ?? null;
}
