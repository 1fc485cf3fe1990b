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
        'continues', legs.continues_id) as properties
      from legs join routes on routes.id = legs.route_id
      where legs.city_id = ${cityId} order by coalesce(legs.departed_at, legs.starts_at), legs.id`,
  );
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
