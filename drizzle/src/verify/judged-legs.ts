import { type SQL, sql } from 'drizzle-orm';

/** What the traveller is by his own row, or his vehicle's; what a route or a leg calls him proves nothing. */
const travellerClass: SQL = sql`coalesce(v.traveller_class, i.traveller_class, l.traveller_class)`;

/**
 * Every line that the law has to answer for, as rows of `judged`: a driven leg by its driven line and the time of the drive,
 * and a leg as planned, unless it was superseded before it started, by its planned line and time. With the policy then in
 * force and the traveller, who is the vehicle where there is one.
 */
export const judgedLegs: SQL = sql`
  select l.id, l.city_id, l.route_id, l.seq, ${travellerClass} as traveller_class, l.purpose, l.zone_id, l.continues_id,
    l.law_version, l.from_kind, l.to_kind, r.rider_id, coalesce(r.vehicle_id, r.rider_id) as traveller,
    each.how, each.line, each.from_at, each.to_at,
    greatest(r.planned_at, coalesce((select w.in_force_from from laws w
      where w.city_id = l.city_id and w.version = l.law_version), r.planned_at)) as known_at,
    (select p.body from policies p where p.city_id = l.city_id and p.valid_from <= each.from_at
      order by p.version desc limit 1) as policy
  from legs l
  join routes r on r.id = l.route_id
  left join vehicles v on v.id = r.vehicle_id
  left join riders i on i.id = r.rider_id
  cross join lateral (
    select 'driven' as how, l.driven_line as line, l.departed_at as from_at, l.arrived_at as to_at
      where l.driven_line is not null
    union all
    select 'planned', l.line, l.starts_at, l.ends_at
    where l.status <> 'superseded' or l.departed_at is not null
  ) each`;

/**
 * The zone was in force at some time of the judged span. A drive is judged by all of them; a plan by those that were known
 * when it was made or last confirmed: in force under its law version, or recorded for later before that instant.
 */
export function inForce(zone: SQL, judged: SQL): SQL {
  return sql`(${zone}.city_id = ${judged}.city_id and ${zone}.withdrawn_at is null
    and ${zone}.valid_from < ${judged}.to_at and (${zone}.valid_to is null or ${zone}.valid_to > ${judged}.from_at)
    and (${judged}.how = 'driven' or ${zone}.law_version_from <= ${judged}.law_version
      or (${zone}.recorded_at < ${judged}.known_at and ${zone}.valid_from > ${judged}.known_at)))`;
}

/** The right of a class in a zone that is not its own. */
export function right(judged: SQL, zone: SQL, deed: 'enter' | 'cross'): SQL {
  const law = sql`(${judged}.policy -> 'zoneLaw' -> ${judged}.traveller_class -> ${zone}.class)`;
  return sql`((${law} ->> ${deed})::boolean and not (${law} ->> 'ownOnly')::boolean)`;
}

/** 1 is the weakest class. */
export function strictness(zone: SQL): SQL {
  return sql`array_position(array['precaution', 'restricted', 'sealed'], ${zone}.class)`;
}

/** More of a leg than this in forbidden ground is a crossing. */
export const toleratedM: SQL = sql`(j.policy ->> 'forbiddenCrossingM')::float8`;
