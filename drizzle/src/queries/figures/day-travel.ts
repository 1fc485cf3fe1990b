import { sql } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import { rows } from '../../database/rows.ts';
import type { Id } from '../../rules/ids.ts';

export interface DayTravel {
  readonly trips: number;
  readonly kilometres: number;
  /** Mean over trips of the fullest load dimension at departure. */
  readonly loadFactor: number;
  /** Milliseconds of each plan that had something to plan. */
  readonly planMs: readonly number[];
  /** Boxes that changed hands twice or more between their loading and their delivery. */
  readonly boxesHandedTwice: number;
  /** Travellers whom a newly forced zone found inside it. */
  readonly caughtInside: number;
}

/** What the fleet of a city did, from its rows; a database that holds one simulated day. */
export async function dayTravel(db: Reader, { cityId }: { cityId: Id }): Promise<DayTravel> {
  const [row] = await rows<DayTravel>(
    db,
    sql`
      with taken as (
        select trips.id, max(greatest(load.boxes / capacity.boxes::float8, load.grams / capacity.grams::float8,
          load.millilitres / capacity.millilitres::float8)) as fullest
        from trips
        join routes on routes.id = trips.route_id and routes.city_id = ${cityId}
        join lateral (
          select count(*) as boxes, coalesce(sum(boxes.grams), 0) as grams, coalesce(sum(boxes.millilitres), 0) as millilitres
          from stops join stop_boxes on stop_boxes.stop_id = stops.id join boxes on boxes.id = stop_boxes.box_id
          where stops.trip_id = trips.id
        ) as load on load.boxes > 0
        left join vehicles on vehicles.id = routes.vehicle_id
        left join riders on riders.id = routes.rider_id
        join lateral (
          select coalesce(vehicles.capacity_boxes, riders.capacity_boxes) as boxes,
            coalesce(vehicles.capacity_grams, riders.capacity_grams) as grams,
            coalesce(vehicles.capacity_millilitres, riders.capacity_millilitres) as millilitres
        ) as capacity on true
        where trips.departed_at is not null
        group by trips.id
      ), handed as (
        select custody.box_id from custody join boxes on boxes.id = custody.box_id and boxes.city_id = ${cityId}
        where (custody.from_kind, custody.from_id) <> (custody.to_kind, custody.to_id)
          and custody.from_kind <> 'warehouse' and custody.to_kind not in ('household', 'dropPoint', 'warehouse')
        group by custody.box_id having count(*) >= 2
      )
      select (select count(*)::int from taken) as trips,
        (select coalesce(sum(ST_Length(driven_line::geography)), 0)::float8 / 1000 from legs
          where city_id = ${cityId} and status = 'driven') as kilometres,
        (select coalesce(avg(fullest), 0)::float8 from taken) as "loadFactor",
        (select coalesce(json_agg(plan_ms order by planned_at), '[]'::json) from waves
          where city_id = ${cityId} and plan_ms is not null and (counts ->> 'boxes')::int + (counts ->> 'unplanned')::int > 0) as "planMs",
        (select count(*)::int from handed) as "boxesHandedTwice",
        (select count(*)::int from caught_inside join zones on zones.id = caught_inside.zone_id
          where zones.city_id = ${cityId}) as "caughtInside"`,
  );
  return row ?? { trips: 0, kilometres: 0, loadFactor: 0, planMs: [], boxesHandedTwice: 0, caughtInside: 0 };
}
