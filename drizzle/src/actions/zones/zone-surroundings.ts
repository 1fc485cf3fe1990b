import { and, eq, gt, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { GateQuestion } from '../../rules/gates.ts';
import type { LngLat, MultiPolygonCoordinates } from '../../rules/geo.ts';
import type { Id } from '../../rules/ids.ts';
import { toEwkbHex } from '../../schema/columns/ewkb.ts';
import { gates, zones } from '../../schema/zones.ts';

interface ZoneGround {
  readonly cityId: Id;
  readonly declared: MultiPolygonCoordinates;
  readonly validFrom: Date;
  readonly validTo: Date | null;
}

/** Streets this far around the zone are looked at, to tell the main roads outside from ways that no car comes back from. */
const AROUND_M = 1_500;
const KNOWN_GATE_M = 50;

/** What the choice of gates and relays needs to know of a zone that is about to be written. */
export async function zoneSurroundings(tx: ActionTx, zone: ZoneGround): Promise<GateQuestion> {
  const shape = toEwkbHex({ type: 'MultiPolygon', coordinates: zone.declared });
  return {
    zone: zone.declared,
    streets: await streetsAround(tx, zone.cityId, shape),
    homes: await homesWithin(tx, zone.cityId, shape),
    known: await knownGates(tx, zone.cityId, shape),
    closed: await closedGround(tx, zone, shape),
  };
}

async function streetsAround(tx: ActionTx, cityId: Id, shape: string) {
  const found = await rows<{
    nameZh: string;
    oneway: boolean;
    car: boolean;
    foot: boolean;
    nodes: number[];
    line: string;
  }>(
    tx.db,
    sql`
      select name_zh as "nameZh", oneway, car, foot, to_json(nodes) as nodes, ST_AsGeoJSON(line, 9) as line
      from streets
      where city_id = ${cityId} and ST_Intersects(line, ST_Buffer(${shape}::geometry::geography, ${AROUND_M})::geometry)
      order by way_id`,
  );
  return found.map(({ line, ...street }) => ({ ...street, line: lineOf(line) }));
}

/** PostGIS wrote it: a LineString of longitude and latitude. */
function lineOf(geojson: string): LngLat[] {
  return (JSON.parse(geojson) as { coordinates: LngLat[] }).coordinates;
}

async function homesWithin(tx: ActionTx, cityId: Id, shape: string) {
  const found = await rows<{ id: Id; lng: number; lat: number }>(
    tx.db,
    sql`
      select id, ST_X(point) as lng, ST_Y(point) as lat from jurisdictions
      where city_id = ${cityId} and level = 'building' and ST_Covers(${shape}::geometry, point)
        and exists (select 1 from households where households.building_id = jurisdictions.id)
      order by id`,
  );
  return found.map(({ id, lng, lat }) => ({ id, point: [lng, lat] as const }));
}

async function knownGates(tx: ActionTx, cityId: Id, shape: string) {
  return tx.db
    .select({ id: gates.id, point: gates.point, innerPoint: gates.innerPoint })
    .from(gates)
    .where(
      sql`${gates.cityId} = ${cityId} and ${gates.zoneId} is null
        and ST_DWithin(ST_Boundary(${shape}::geometry)::geography, ${gates.point}::geography, ${KNOWN_GATE_M})`,
    )
    .orderBy(gates.id);
}

/** Other zones beside this one that close the ground to cars while it lasts; a gate must not open onto them. */
async function closedGround(tx: ActionTx, zone: ZoneGround, shape: string): Promise<MultiPolygonCoordinates[]> {
  const found = await tx.db
    .select({ declared: zones.declared })
    .from(zones)
    .where(
      and(
        eq(zones.cityId, zone.cityId),
        isNull(zones.withdrawnAt),
        ne(zones.class, 'precaution'),
        zone.validTo ? lt(zones.validFrom, zone.validTo) : undefined,
        or(isNull(zones.validTo), gt(zones.validTo, zone.validFrom)),
        sql`not ST_Covers(${zones.declared}, ${shape}::geometry)`,
      ),
    )
    .orderBy(zones.id);
  return found.map(({ declared }) => declared);
}
