import { sql } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import { rows } from '../../database/rows.ts';
import type { LngLat } from '../../rules/geo.ts';
import type { Id } from '../../rules/ids.ts';
import type { HealthColour, RouteState, TravellerClass } from '../../rules/vocabulary.ts';

export interface TravellerView {
  readonly kind: 'vehicle' | 'rider';
  readonly id: Id;
  readonly code: string;
  readonly travellerClass: TravellerClass;
  readonly point: LngLat | null;
  readonly at: string | null;
  readonly routeId: Id | null;
  readonly state: RouteState | null;
  readonly boxesAboard: number;
  readonly colour: HealthColour | null;
}

const TRAVELLERS_MAX = 5_000;

/** Where vehicles and riders are and what they carry; drivers stand in for by their vehicles, people appear by a short code. */
export async function fleetView(db: Reader, { cityId }: { cityId: Id }): Promise<TravellerView[]> {
  const found = await rows<Omit<TravellerView, 'point'> & { lng: number | null; lat: number | null }>(
    db,
    sql`
      with travellers as (
        select 'vehicle' as kind, vehicles.id, vehicles.code, vehicles.traveller_class, vehicles.last_seen_at,
          coalesce(vehicles.last_point, warehouses.point) as point, driver.id as rider_id
        from vehicles
        join warehouses on warehouses.id = vehicles.home_warehouse_id
        left join riders driver on driver.vehicle_id = vehicles.id
        where vehicles.city_id = ${cityId}
        union all
        select 'rider', riders.id, 'R-' || upper(right(riders.id::text, 4)), riders.traveller_class, riders.last_seen_at,
          coalesce(riders.last_point, rider_bases.point, home.point), riders.id
        from riders
        left join rider_bases on rider_bases.id = riders.base_id
        left join jurisdictions home on home.id = riders.home_building_id
        where riders.city_id = ${cityId} and riders.vehicle_id is null
      )
      select travellers.kind, travellers.id, travellers.code, travellers.traveller_class as "travellerClass",
        ST_X(travellers.point) as lng, ST_Y(travellers.point) as lat, travellers.last_seen_at as at,
        active.id as "routeId", active.state,
        (select count(*)::int from boxes where boxes.custodian_kind = travellers.kind
          and boxes.custodian_id = travellers.id and boxes.state in ('loaded', 'held')) as "boxesAboard",
        (select colour from health_facts where health_facts.rider_id = travellers.rider_id and kind = 'code'
          order by recorded_at desc limit 1) as colour
      from travellers
      left join lateral (
        select routes.id, routes.state from routes
        where routes.state in ('running', 'planned', 'halted')
          and case when travellers.kind = 'vehicle' then routes.vehicle_id = travellers.id else routes.rider_id = travellers.id end
        order by array_position(array['running', 'halted', 'planned'], routes.state), routes.planned_at limit 1
      ) as active on true
      order by travellers.kind, travellers.code limit ${TRAVELLERS_MAX}`,
  );
  return found.map(({ lng, lat, ...traveller }) => ({
    ...traveller,
    point: lng === null || lat === null ? null : [lng, lat],
  }));
}
