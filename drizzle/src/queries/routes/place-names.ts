import { type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';

interface PlaceNames {
  readonly nameZh: string;
  readonly nameEn: string;
}

/** The names of the place that a kind and an id column point to. A gate has its Chinese name alone; a spot on the road has none of its own. */
export function placeNames(kind: AnyPgColumn, id: AnyPgColumn): SQL<PlaceNames> {
  return sql<PlaceNames>`coalesce(
    (select json_build_object('nameZh', name_zh, 'nameEn', name_en) from drop_points
      where ${kind} = 'dropPoint' and drop_points.id = ${id}),
    (select json_build_object('nameZh', name_zh, 'nameEn', name_en) from jurisdictions
      where ${kind} = 'building' and jurisdictions.id = ${id}),
    (select json_build_object('nameZh', name_zh, 'nameEn', name_en) from warehouses
      where ${kind} = 'warehouse' and warehouses.id = ${id}),
    (select json_build_object('nameZh', name_zh, 'nameEn', name_zh) from gates
      where ${kind} = 'gate' and gates.id = ${id}),
    (select json_build_object('nameZh', name_zh, 'nameEn', name_en) from rider_bases
      where ${kind} = 'riderBase' and rider_bases.id = ${id}),
    (select json_build_object('nameZh', home.name_zh, 'nameEn', home.name_en)
      from relays join jurisdictions home on home.id = relays.building_id
      where ${kind} = 'relay' and relays.id = ${id}),
    json_build_object('nameZh', '途中', 'nameEn', 'On the road'))`;
}
