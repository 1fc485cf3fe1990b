import { sql } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import { rows } from '../../database/rows.ts';
import type { Id } from '../../rules/ids.ts';

export interface Feature {
  readonly type: 'Feature';
  readonly geometry: unknown;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Legs as an outsider needs them to check the law: driven ones by the line that was driven, at the time it was driven. */
export function legFeatures(db: Reader, cityId: Id): Promise<Feature[]> {
  return features(
    db,
    sql`
      select ST_AsGeoJSON(coalesce(legs.driven_line, legs.line), 7)::json as geometry, json_build_object(
        'kind', 'leg', 'id', legs.id, 'route', legs.route_id, 'traveller', coalesce(routes.vehicle_id, routes.rider_id),
        'travellerClass', legs.traveller_class, 'profile', legs.profile, 'status', legs.status, 'purpose', legs.purpose,
        'servesZone', legs.zone_id, 'startsAt', to_json(coalesce(legs.departed_at, legs.starts_at)),
        'endsAt', to_json(coalesce(legs.arrived_at, legs.ends_at)), 'lawVersion', legs.law_version,
        'continues', case when before.id is null then legs.continues_id else before.continues_id end) as properties
      from legs join routes on routes.id = legs.route_id
      left join legs before on before.id = legs.continues_id and ${instantaneous(sql`before`)}
      where legs.city_id = ${cityId} and not ${instantaneous(sql`legs`)} order by coalesce(legs.departed_at, legs.starts_at), legs.id`,
  );
}

/** A leg that the law cut at the instant of its departure: nobody drove it, and the law of its start is not the one it was planned under. */
function instantaneous(leg: ReturnType<typeof sql>) {
  return sql`(${leg}.status = 'driven' and ${leg}.departed_at is not null and ${leg}.departed_at = ${leg}.arrived_at
    and ST_Length(${leg}.driven_line) = 0)`;
}

/** Stops with the kind of their place: a leg may end in a closed zone where it ends at a relay, gate or drop point. */
export function stopFeatures(db: Reader, cityId: Id): Promise<Feature[]> {
  return features(
    db,
    sql`
      select ST_AsGeoJSON(stops.point, 7)::json as geometry, json_build_object(
        'kind', 'stop', 'id', stops.id, 'route', trips.route_id, 'seq', stops.seq, 'mode', stops.mode,
        'place', stops.place_kind,
        'arrivedAt', to_json(stops.arrived_at), 'outcome', coalesce(stops.failure, stops.state),
        'boxes', (select count(*) from stop_boxes where stop_boxes.stop_id = stops.id)) as properties
      from stops join trips on trips.id = stops.trip_id
      where stops.city_id = ${cityId} order by stops.arrives_at, stops.id`,
  );
}

async function features(db: Reader, statement: ReturnType<typeof sql>): Promise<Feature[]> {
  const found = await rows<Omit<Feature, 'type'>>(db, statement);
  return found.map((row) => ({ type: 'Feature', ...row }));
}
