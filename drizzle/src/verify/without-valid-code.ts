import { sql } from 'drizzle-orm';
import { invariant } from './invariant.ts';

/** A route that serves a sealed zone works under the colour rule for sealed zones. */
const servesSealed = sql`
  exists (select from trips t join stops s on s.trip_id = t.id join zones z on z.id = s.serves_zone_id
    where t.route_id = r.id and z.class = 'sealed')`;

/**
 * Every instant at which a rider's code had to be valid, as rows of `duty`: what he was assigned, from plan to planned end;
 * each departure, each delivery and each taking of boxes.
 */
const duties = sql`
  select r.id, 'assignment' as what, r.rider_id, r.city_id, i.traveller_class, ${servesSealed} as sealed,
    r.planned_at as asked_at, r.planned_at as from_at, (select max(t.returns_at) from trips t where t.route_id = r.id) as to_at
  from routes r join riders i on i.id = r.rider_id
  union all
  select l.id, 'departure' as what, r.rider_id, r.city_id, i.traveller_class, ${servesSealed}, l.departed_at, l.departed_at, l.departed_at
  from legs l join routes r on r.id = l.route_id join riders i on i.id = r.rider_id
  where l.departed_at is not null and l.continues_id is null
  union all
  select s.id, 'delivery' as what, r.rider_id, r.city_id, i.traveller_class, ${servesSealed}, s.done_at, s.done_at, s.done_at
  from stops s join trips t on t.id = s.trip_id join routes r on r.id = t.route_id join riders i on i.id = r.rider_id
  where s.state = 'done'
  union all
  select c.id, 'taking' as what, i.id, i.city_id, i.traveller_class,
    exists (select from stop_boxes sb join stops s on s.id = sb.stop_id join trips t on t.id = s.trip_id
      join routes r on r.id = t.route_id where sb.box_id = c.box_id and r.rider_id = i.id and ${servesSealed}),
    c.at, c.at, c.at
  from custody c join riders i on i.id = c.taker_rider_id`;

/** An inside carrier who lives in a sealed zone works in it, whatever his route serves. */
const livesInSealed = sql`
  exists (select from riders i join jurisdictions home on home.id = i.home_building_id
    join zones z on z.city_id = i.city_id and z.class = 'sealed' and ST_Covers(z.declared, home.point)
      and z.valid_from <= d.asked_at and (z.valid_to is null or z.valid_to > d.asked_at)
    where i.id = d.rider_id and i.traveller_class = 'insideCarrier')`;

/** What the policy of that time demands of the duty. */
const demanded = sql`
  select d.*, coalesce(case when d.sealed or ${livesInSealed} then p.body -> 'sealedCodeDemands' -> d.traveller_class end,
    p.body -> 'codeDemands' -> d.traveller_class) as demand
  from duty d
  left join lateral (select body from policies where city_id = d.city_id and valid_from <= d.asked_at
    order by version desc limit 1) p on true`;

/**
 * Valid by what had been recorded up to `known`: an accepted colour in force at both ends and at each turn between them, and a
 * young enough sample. A fact recorded at the very instant may have come before or after, so that either reading will do.
 */
const isValid = sql`
  exists (
    select from (values (d.asked_at), (d.asked_at - interval '1 microsecond')) as k(known)
    where not exists (
      select from (
        select d.from_at as at union all select d.to_at
        union all select t.valid_from from health_facts t where t.rider_id = d.rider_id and t.kind = 'code'
          and t.recorded_at <= k.known and t.valid_from > d.from_at and t.valid_from < d.to_at
      ) turn
      left join lateral (
        select f.colour, f.valid_to from health_facts f
        where f.rider_id = d.rider_id and f.kind = 'code' and f.recorded_at <= k.known and f.valid_from <= turn.at
        order by f.recorded_at desc, f.id desc limit 1
      ) code on true
      where code.colour is null or not (d.demand -> 'colours' ? code.colour) or code.valid_to <= turn.at
    ) and exists (
      select from health_facts f where f.rider_id = d.rider_id and f.kind = 'test' and f.recorded_at <= k.known
        and f.valid_from <= d.from_at
        and f.valid_from + make_interval(hours => (d.demand ->> 'testWindowHours')::int) > d.to_at
    ))`;

/** A duty of nobody cannot be judged: only an autonomous vehicle drives without a person. */
const nobodyDrives = sql`
  select r.id, 'nobodyDrives' as what, json_build_object('vehicleId', r.vehicle_id)
  from routes r left join vehicles v on v.id = r.vehicle_id
  where r.rider_id is null and v.traveller_class is distinct from 'autonomousVehicle'`;

/** A rider who takes boxes is himself the taker; into a manned vehicle somebody takes them. */
const nobodyTakes = sql`
  select c.id, 'nobodyTakes' as what, json_build_object('boxId', c.box_id, 'toKind', c.to_kind, 'to', c.to_id, 'riderId', c.taker_rider_id)
  from custody c join vehicles v on c.to_kind = 'vehicle' and v.id = c.to_id
  where v.traveller_class = 'mannedVehicle' and c.taker_rider_id is null
  union all
  select c.id, 'otherTakes' as what, json_build_object('boxId', c.box_id, 'to', c.to_id, 'riderId', c.taker_rider_id)
  from custody c join riders i on c.to_kind = 'rider' and i.id = c.to_id
  where c.taker_rider_id is distinct from c.to_id`;

/** Nobody is planned, sets off, delivers or takes boxes without a code that is valid by the facts recorded at that instant. */
export const withoutValidCode = invariant('withoutValidCode', {
  judged: sql`select count(*) from (${duties}) d`,
  violations: sql`with duty as materialized (${duties}), demanded as (${demanded})
    select d.id, d.what, json_build_object('riderId', d.rider_id, 'at', d.asked_at, 'until', d.to_at) as facts
    from demanded d where not coalesce(${isValid}, false)
    union all ${nobodyDrives} union all ${nobodyTakes}`,
});
