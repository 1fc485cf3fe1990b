import { sql } from 'drizzle-orm';

/** Nobody is carried through the air: where one drive ends the next begins. */
const GAP_M = 50;
/** An arrival is accepted by distances on a sphere; on the ellipsoid the same way is up to half a percent longer. */
const ARRIVAL_M = GAP_M * 1.01;

const gaps = sql`
  select d.id, 'gap' as what, json_build_object('afterLegId', d.before_id, 'gapM', round(d.gap_m::numeric, 1)) as facts
  from drives d where d.gap_m > ${GAP_M}::float8`;

/** Where travellers are at home: a vehicle's warehouse, a rider's base and house. */
const homes = sql`
  select v.id as traveller, w.point from vehicles v join warehouses w on w.id = v.home_warehouse_id
  union all
  select i.id, w.point from riders i join vehicles v on v.id = i.vehicle_id join warehouses w on w.id = v.home_warehouse_id
  union all
  select i.id, b.point from riders i join rider_bases b on b.id = i.base_id
  union all
  select i.id, h.point from riders i join jurisdictions h on h.id = i.home_building_id where h.point is not null`;

/** Before his first drive a traveller is at home; from then on he is where his drives have brought him. */
const startsElsewhere = sql`
  select d.id, 'startsElsewhere' as what, json_build_object('travellerId', d.traveller) as facts
  from drives d
  where d.before_id is null and not exists (select from (${homes}) h where h.traveller = d.traveller
    and ST_Distance(h.point::geography, d.starts::geography) <= ${GAP_M}::float8)`;

/** Whoever served a stop has driven there. */
const undrivenStops = sql`
  select s.id, 'undrivenStop' as what, json_build_object('tripId', s.trip_id, 'doneAt', s.done_at) as facts
  from stops s
  where s.state = 'done' and not exists (select from legs l
    where l.stop_id = s.id and l.trip_id = s.trip_id and l.status = 'driven' and l.arrived_at <= s.done_at
      and ST_Distance(ST_EndPoint(l.driven_line)::geography, s.point::geography) <= ${ARRIVAL_M}::float8)`;

/** A gate has one point outside of its zone and one inside. */
const places = sql`
  select 'warehouse' as kind, id, point from warehouses
  union all select 'riderBase', id, point from rider_bases
  union all select 'dropPoint', id, point from drop_points
  union all select 'gate', id, point from gates
  union all select 'gate', id, inner_point from gates
  union all select 'relay', id, point from relays
  union all select 'building', id, point from jurisdictions where point is not null`;

/** A stop was where the place is that it names. */
const stopsElsewhere = sql`
  select s.id, 'stopElsewhere' as what, json_build_object('placeKind', s.place_kind, 'placeId', s.place_id,
    'awayM', round(min(ST_Distance(p.point::geography, s.point::geography))::numeric, 1)) as facts
  from stops s join (${places}) p on p.kind = s.place_kind and p.id = s.place_id
  where s.state = 'done'
  group by s.id, s.place_kind, s.place_id
  having min(ST_Distance(p.point::geography, s.point::geography)) > ${GAP_M}::float8`;

/** A driven line is made of the positions reported on it; of one position, twice, where the traveller never moved. */
const unreported = sql`
  select l.id, 'unreported' as what, json_build_object('positions', coalesce(p.times, 0), 'points', ST_NPoints(l.driven_line)) as facts
  from legs l
  left join (select leg_id, count(*) as times, array_agg(ST_SetSRID(ST_MakePoint(lng, lat), 4326) order by seq) as points
    from positions group by leg_id) p on p.leg_id = l.id
  where l.driven_line is not null and ST_AsBinary(l.driven_line) is distinct from
    ST_AsBinary(ST_MakeLine(case when p.times = 1 then p.points || p.points else p.points end))`;

/** What is wrong with how the travellers of `judged` came from place to place, to go on after its `with`. */
export const drivenWays = sql`
  select * from (
    with drives as (
      select j.id, j.traveller, ST_StartPoint(j.line) as starts, lag(j.id) over drives as before_id,
        ST_Distance(ST_StartPoint(j.line)::geography, (lag(ST_EndPoint(j.line)) over drives)::geography) as gap_m
      from judged j where j.how = 'driven'
      window drives as (partition by j.traveller order by j.from_at, j.to_at, j.route_id, j.seq)
    )
    ${gaps} union all ${startsElsewhere}
  ) moved
  union all ${undrivenStops} union all ${stopsElsewhere} union all ${unreported}`;
