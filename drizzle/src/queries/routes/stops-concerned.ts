import { sql } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import { rows } from '../../database/rows.ts';
import type { Id } from '../../rules/ids.ts';
import type { StopState } from '../../rules/vocabulary.ts';

export interface ConcernedStop {
  readonly routeId: Id;
  readonly stopId: Id;
  readonly state: Extract<StopState, 'planned' | 'arrived'>;
}

/**
 * Open stops that the beginning or end of a zone concerns: the stop serves it, its place lies in it, or a household whose
 * box it carries lives there. How such a box is to be served changes with the zone, even where the way stays lawful. Ground
 * of a stricter zone within it is that zone's matter, and a zone that anybody may serve changes nothing.
 */
export async function stopsConcerned(
  db: Reader,
  { cityId, zoneId, at }: { cityId: Id; zoneId: Id; at: Date },
): Promise<ConcernedStop[]> {
  const now = sql`${at.toISOString()}::timestamptz`;
  const shadowed = (point: ReturnType<typeof sql>) => sql`exists (
    select from zones inner_zone where inner_zone.city_id = zones.city_id and inner_zone.id <> zones.id
      and inner_zone.valid_from <= ${now} and (inner_zone.valid_to is null or inner_zone.valid_to > ${now})
      and array_position(array['precaution', 'restricted', 'sealed'], inner_zone.class)
        > array_position(array['precaution', 'restricted', 'sealed'], zones.class)
      and ST_Covers(inner_zone.declared, ${point}))`;
  return rows<ConcernedStop>(
    db,
    sql`
      select routes.id as "routeId", stops.id as "stopId", stops.state
      from zones
      join routes on routes.city_id = zones.city_id and routes.state in ('planned', 'running')
      join trips on trips.route_id = routes.id
      join stops on stops.trip_id = trips.id and stops.state in ('planned', 'arrived')
      where zones.id = ${zoneId} and zones.city_id = ${cityId} and zones.class <> 'precaution'
        and (stops.serves_zone_id = zones.id
          or (ST_Covers(zones.declared, stops.point) and not ${shadowed(sql`stops.point`)})
          or exists (
            select from stop_boxes
            join boxes on boxes.id = stop_boxes.box_id
            join orders on orders.id = boxes.order_id
            join households on households.id = orders.household_id
            join jurisdictions home on home.id = households.building_id
            where stop_boxes.stop_id = stops.id and stop_boxes.active
              and ST_Covers(zones.declared, home.point) and not ${shadowed(sql`home.point`)}))
      order by routes.id, stops.id`,
  );
}
