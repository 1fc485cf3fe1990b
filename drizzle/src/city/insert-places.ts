import { sql } from 'drizzle-orm';
import type { ActionTx } from '../database/transaction.ts';
import type { LngLat } from '../rules/geo.ts';
import type { Id } from '../rules/ids.ts';
import { toEwkbHex } from '../schema/columns/ewkb.ts';
import type { CityRows } from './folder.ts';
import { inChunks } from './insert-people.ts';

/** Streets, warehouses, rider bases, drop points, known gates, and the homes that they serve. */
export async function insertPlaces(tx: ActionTx, cityId: Id, rows: CityRows): Promise<void> {
  // A street that runs against its drawing is turned round, so that one-way always means along the line.
  const streets = rows.streets.map(({ oneway, ...row }) => {
    const turned = oneway === 'backward';
    const line = turned ? row.line.toReversed() : row.line;
    return {
      ...row,
      oneway: oneway !== 'both',
      nodes: turned ? row.nodes.toReversed() : row.nodes,
      line: toEwkbHex({ type: 'LineString', coordinates: line }),
    };
  });
  await inChunks(
    tx,
    streets,
    (chunk) => sql`
    insert into streets (city_id, way_id, name_zh, highway, oneway, car, ebike, foot, nodes, line)
    select ${cityId}::uuid, "wayId", "nameZh", highway, oneway, car, ebike, foot, nodes, line::geometry
    from ${chunk} as r("wayId" float8, "nameZh" text, highway text, oneway bool, car bool, ebike bool, foot bool, nodes float8[], line text)`,
  );
  await inChunks(
    tx,
    rows.warehouses.map(withPoint),
    (chunk) => sql`
    insert into warehouses (id, city_id, jurisdiction_id, level, name_zh, name_en, point)
    select id, ${cityId}::uuid, "jurisdictionId", level, "nameZh", "nameEn", point::geometry
    from ${chunk} as r(id uuid, "jurisdictionId" uuid, level text, "nameZh" text, "nameEn" text, point text)`,
  );
  await inChunks(
    tx,
    rows.riderBases.map(withPoint),
    (chunk) => sql`
    insert into rider_bases (id, city_id, jurisdiction_id, name_zh, name_en, point, profile, piece)
    select id, ${cityId}::uuid, "jurisdictionId", "nameZh", "nameEn", point::geometry, profile, piece
    from ${chunk} as r(id uuid, "jurisdictionId" uuid, "nameZh" text, "nameEn" text, point text, profile text, piece int)`,
  );
  await inChunks(
    tx,
    rows.dropPoints.map(withPoint),
    (chunk) => sql`
    insert into drop_points (id, city_id, community_id, name_zh, name_en, point, leader_account_id)
    select id, ${cityId}::uuid, "communityId", "nameZh", "nameEn", point::geometry, "leaderAccountId"
    from ${chunk} as r(id uuid, "communityId" uuid, "nameZh" text, "nameEn" text, point text, "leaderAccountId" uuid)`,
  );
  const gates = rows.gates.map((row) => ({ ...withPoint(row), innerPoint: hexPoint(row.innerPoint) }));
  await inChunks(
    tx,
    gates,
    (chunk) => sql`
    insert into gates (id, city_id, community_id, name_zh, point, inner_point)
    select id, ${cityId}::uuid, "communityId", "nameZh", point::geometry, "innerPoint"::geometry
    from ${chunk} as r(id uuid, "communityId" uuid, "nameZh" text, point text, "innerPoint" text)`,
  );
  await inChunks(
    tx,
    rows.households,
    (chunk) => sql`
    insert into households (id, city_id, community_id, building_id, drop_point_id, unit, people, needs, home_quarantine, account_id)
    select id, ${cityId}::uuid, "communityId", "buildingId", "dropPointId", unit, people, needs, "homeQuarantine", "accountId"
    from ${chunk} as r(id uuid, "communityId" uuid, "buildingId" uuid, "dropPointId" uuid, unit text, people int,
      needs text[], "homeQuarantine" bool, "accountId" uuid)`,
  );
}

function withPoint<Row extends { readonly point: LngLat }>(row: Row) {
  return { ...row, point: hexPoint(row.point) };
}

function hexPoint(coordinates: LngLat): string {
  return toEwkbHex({ type: 'Point', coordinates });
}
