import { sql } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import { rows } from '../../database/rows.ts';
import type { LngLat } from '../../rules/geo.ts';
import type { Id } from '../../rules/ids.ts';
import type { Place } from '../../rules/place.ts';
import type { PlaceKind, Profile, TravellerClass } from '../../rules/vocabulary.ts';

/** A vehicle or person at work now, and from when and where he is free for a new route. */
export interface Traveller {
  readonly key: string;
  readonly vehicleId: Id | null;
  readonly riderId: Id | null;
  readonly travellerClass: TravellerClass;
  readonly profile: Profile;
  readonly capacity: { readonly boxes: number; readonly grams: number; readonly millilitres: number };
  readonly shiftEndsAt: Date;
  readonly home: Place;
  /** Where he was last seen, if ever. */
  readonly lastPoint: LngLat | null;
  /** The route that waits for him or that he drives, else his latest: its id names the spot where he stands. */
  readonly lastRouteId: Id | null;
  /** When the route that he is driving is planned to end at home; null = he is free. */
  readonly busyUntil: Date | null;
  /** A zone that closed around him and that he has not set out to leave yet: he may once. */
  readonly caughtInZoneId: Id | null;
}

interface Row {
  readonly vehicleId: Id | null;
  readonly riderId: Id | null;
  readonly travellerClass: TravellerClass;
  readonly profile: Profile;
  readonly boxes: number;
  readonly grams: number;
  readonly millilitres: number;
  readonly shiftEndsAt: string;
  readonly homeKind: PlaceKind;
  readonly homeId: Id;
  readonly home: [number, number];
  readonly lastPoint: [number, number] | null;
  readonly lastRouteId: Id | null;
  readonly busyUntil: string | null;
  readonly caughtInZoneId: Id | null;
}

/**
 * Who works at `at`: autonomous vehicles on duty, one driver with each manned one, outside riders and inside carriers on shift.
 * Those with a route that is still waiting are left out.
 */
export async function travellersOnShift(db: Reader, { cityId, at }: { cityId: Id; at: Date }): Promise<Traveller[]> {
  const instant = at.toISOString();
  const whose = sql`(routes.vehicle_id = travellers.vehicle_id or (travellers.vehicle_id is null and routes.rider_id = travellers.rider_id))`;
  const found = await rows<Row>(
    db,
    sql`
      with on_shift as (
        select shifts.vehicle_id, shifts.rider_id, max(shifts.to_at) as to_at
        from shifts
        where shifts.city_id = ${cityId} and shifts.from_at <= ${instant}::timestamptz and shifts.to_at > ${instant}::timestamptz
        group by 1, 2
      ), travellers as (
        select vehicles.id as vehicle_id, null::uuid as rider_id, vehicles.traveller_class, vehicles.profile, vehicles.capacity_boxes,
          vehicles.capacity_grams, vehicles.capacity_millilitres, on_shift.to_at, 'warehouse' as home_kind, warehouses.id as home_id,
          warehouses.point as home, vehicles.last_point
        from on_shift
        join vehicles on vehicles.id = on_shift.vehicle_id and vehicles.traveller_class = 'autonomousVehicle'
        join warehouses on warehouses.id = vehicles.home_warehouse_id
        union all
        (select distinct on (vehicles.id) vehicles.id, riders.id, riders.traveller_class, vehicles.profile, vehicles.capacity_boxes,
          vehicles.capacity_grams, vehicles.capacity_millilitres, on_shift.to_at, 'warehouse', warehouses.id, warehouses.point,
          vehicles.last_point
        from on_shift
        join riders on riders.id = on_shift.rider_id
        join vehicles on vehicles.id = riders.vehicle_id and vehicles.traveller_class = 'mannedVehicle'
        join warehouses on warehouses.id = vehicles.home_warehouse_id
        order by vehicles.id, on_shift.to_at desc, riders.id)
        union all
        select null, riders.id, riders.traveller_class, riders.profile, riders.capacity_boxes, riders.capacity_grams,
          riders.capacity_millilitres, on_shift.to_at, case when rider_bases.id is null then 'building' else 'riderBase' end,
          coalesce(rider_bases.id, home.id), coalesce(rider_bases.point, home.point), riders.last_point
        from on_shift
        join riders on riders.id = on_shift.rider_id and riders.vehicle_id is null
        left join rider_bases on rider_bases.id = riders.base_id
        left join jurisdictions home on home.id = riders.home_building_id
      )
      select travellers.vehicle_id as "vehicleId", travellers.rider_id as "riderId", traveller_class as "travellerClass", profile,
        capacity_boxes as boxes, capacity_grams as grams, capacity_millilitres as millilitres, to_json(to_at) as "shiftEndsAt",
        home_kind as "homeKind", home_id as "homeId", ST_AsGeoJSON(home, 9)::json -> 'coordinates' as home,
        ST_AsGeoJSON(last_point, 9)::json -> 'coordinates' as "lastPoint", latest.id as "lastRouteId",
        case when latest.state = 'running' then to_json(coalesce(
          (select max(legs.ends_at) from legs where legs.route_id = latest.id), ${instant}::timestamptz)) end as "busyUntil",
        caught.zone_id as "caughtInZoneId"
      from travellers
      left join lateral (
        select routes.id, routes.state from routes where ${whose}
        order by array_position(array['planned', 'running'], routes.state) nulls last, routes.planned_at desc, routes.id desc limit 1
      ) as latest on true
      left join lateral (
        select caught_inside.zone_id from routes
        join caught_inside on caught_inside.route_id = routes.id
        join zones on zones.id = caught_inside.zone_id and (zones.valid_to is null or zones.valid_to > ${instant}::timestamptz)
        where ${whose} and ST_Covers(zones.declared, travellers.last_point)
          and not exists (select from routes left_by join legs on legs.route_id = left_by.id
            where coalesce(left_by.vehicle_id, left_by.rider_id) = coalesce(routes.vehicle_id, routes.rider_id)
              and legs.purpose = 'leave' and legs.zone_id = zones.id and legs.departed_at is not null)
        order by caught_inside.at desc limit 1
      ) as caught on true
      where latest.state is distinct from 'planned'
      order by travellers.vehicle_id, travellers.rider_id`,
  );
  return found.map((row) => ({
    ...row,
    key: row.vehicleId ?? row.riderId ?? row.homeId,
    capacity: { boxes: row.boxes, grams: row.grams, millilitres: row.millilitres },
    shiftEndsAt: new Date(row.shiftEndsAt),
    home: { kind: row.homeKind, id: row.homeId, point: row.home },
    busyUntil: row.busyUntil ? new Date(row.busyUntil) : null,
  }));
}
