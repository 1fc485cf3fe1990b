import { sql } from 'drizzle-orm';

/** Travellers by their own rows, with the place that a carrier's own zone is around. */
const travellers = sql`
  select v.id, v.traveller_class, null::geometry as home from vehicles v
  union all
  select i.id, i.traveller_class, h.point from riders i left join jurisdictions h on h.id = i.home_building_id`;

/** Where a box was set down: gates are outside of the zone that they serve, and are left out. */
const setDown = sql`
  select g.*, t.traveller_class, t.home, coalesce(p.point, r.point, case when g.to_kind = 'household' then g.point end) as spot
  from given g join (${travellers}) t on t.id = g.from_id
  left join drop_points p on g.to_kind = 'dropPoint' and p.id = g.to_id
  left join relays r on g.to_kind = 'relay' and r.id = g.to_id
  where g.from_kind in ('vehicle', 'rider')`;

/** A zone binds from the law that it raised: the sweep that raises it may come a moment after the recorded instant. */
const bindsFrom = sql`
  greatest(z.valid_from, (select w.in_force_from from laws w where w.city_id = z.city_id and w.version = z.law_version_from))`;

/**
 * Nobody serves in a zone where his class may not: a box is not handed to a sealed home, drop point or relay by a van that has
 * to stop at the gate. At the very instant at which a zone takes force or ends, either reading will do.
 */
export const giverBarred = sql`
  select d.id, 'giverBarred' as what, json_build_object('boxId', d.box_id, 'zoneId', z.id, 'zoneClass', z.class,
    'travellerClass', d.traveller_class) as facts
  from (${setDown}) d
  join zones z on z.city_id = d.city_id and z.withdrawn_at is null and ST_Covers(z.declared, d.spot)
    and ${bindsFrom} < d.at and (z.valid_to is null or z.valid_to > d.at)
  left join lateral (select p.body -> 'zoneLaw' -> d.traveller_class -> z.class as law from policies p
    where p.city_id = d.city_id and p.valid_from <= d.at order by p.version desc limit 1) p on true
  where not coalesce((p.law ->> 'serve')::boolean
    and (not (p.law ->> 'ownOnly')::boolean or ST_Covers(z.declared, d.home)), false)`;

/** A traveller sets boxes down at a stop of his own that he has served, and nowhere else. */
export const withoutStop = sql`
  select g.id, 'withoutStop' as what, json_build_object('boxId', g.box_id, 'stopId', g.stop_id, 'from', g.from_id) as facts
  from given g join (${travellers}) t on t.id = g.from_id
  left join stops s on s.id = g.stop_id and s.state = 'done'
  left join trips on trips.id = s.trip_id
  left join routes r on r.id = trips.route_id
  where g.from_kind in ('vehicle', 'rider') and coalesce(r.vehicle_id, r.rider_id) is distinct from g.from_id`;
