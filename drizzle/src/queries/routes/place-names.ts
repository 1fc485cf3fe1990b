import { type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';

/** The Chinese name of the place that a kind and an id column point to; a spot on the road is 途中. */
export function placeName(kind: AnyPgColumn, id: AnyPgColumn): SQL<string> {
  return sql<string>`coalesce(
    (select name_zh from drop_points where ${kind} = 'dropPoint' and drop_points.id = ${id}),
    (select name_zh from jurisdictions where ${kind} = 'building' and jurisdictions.id = ${id}),
    (select name_zh from warehouses where ${kind} = 'warehouse' and warehouses.id = ${id}),
    (select name_zh from gates where ${kind} = 'gate' and gates.id = ${id}),
    (select name_zh from rider_bases where ${kind} = 'riderBase' and rider_bases.id = ${id}),
    (select home.name_zh from relays join jurisdictions home on home.id = relays.building_id
      where ${kind} = 'relay' and relays.id = ${id}),
    '途中')`;
}
