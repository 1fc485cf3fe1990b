import { sql } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import { rows } from '../../database/rows.ts';
import type { Id } from '../../rules/ids.ts';

/**
 * Unfinished routes whose open stops a zone concerns: the place lies in it, the stop serves it, or a household whose box it
 * carries lives there. How such a box is to be served changes with the zone, even where the way stays lawful.
 */
export async function routesServing(db: Reader, { cityId, zoneId }: { cityId: Id; zoneId: Id }): Promise<Id[]> {
  const found = await rows<{ id: Id }>(
    db,
    sql`
      select distinct routes.id
      from zones
      join routes on routes.city_id = zones.city_id and routes.state in ('planned', 'running')
      join trips on trips.route_id = routes.id
      join stops on stops.trip_id = trips.id and stops.state in ('planned', 'arrived')
      left join stop_boxes on stop_boxes.stop_id = stops.id and stop_boxes.active
      left join boxes on boxes.id = stop_boxes.box_id
      left join orders on orders.id = boxes.order_id
      left join households on households.id = orders.household_id
      left join jurisdictions home on home.id = households.building_id
      where zones.id = ${zoneId} and zones.city_id = ${cityId}
        and (stops.serves_zone_id = zones.id or ST_Covers(zones.declared, stops.point)
          or ST_Covers(zones.declared, home.point))`,
  );
  return found.map((row) => row.id);
}
