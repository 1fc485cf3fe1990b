import { type SQL, sql } from 'drizzle-orm';
import { drivenWays } from './driven-ways.ts';
import { invariant } from './invariant.ts';
import { inForce, judgedLegs, right, strictness, toleratedM } from './judged-legs.ts';
import { lawfulLeave } from './lawful-leave.ts';

const j = sql`j`;
const z = sql`z`;

/** Metres of a line within an area. */
function metres(line: SQL, area: SQL): SQL {
  return sql`ST_Length(ST_Intersection(${line}, ${area})::geography)`;
}

/** The innermost zone in force that covers the home of an inside carrier: his own. */
const ownZone = sql`
  select z.* from riders i join jurisdictions home on home.id = i.home_building_id
  join zones z on ST_Covers(z.declared, home.point)
  where i.id = j.rider_id and j.traveller_class = 'insideCarrier' and ${inForce(z, j)}
  order by ${strictness(z)} desc, z.id limit 1`;

/** A stricter zone within the own one keeps its ground. */
const ownGround = sql`
  coalesce((select ST_Difference(o.declared, ST_Union(z.declared)) from zones z
    where z.id <> o.id and ${strictness(z)} > ${strictness(sql`o`)} and ${inForce(z, j)}
      and ST_Intersects(z.declared, o.declared)), o.declared)`;

/** A law took force while the traveller was at the spot: between the end of his last drive and the start of this one. */
const foundAtStart = sql`
  exists (select from laws w where w.city_id = j.city_id and w.in_force_from <= j.from_at
    and w.in_force_from >= coalesce((select max(b.arrived_at) from legs b join routes br on br.id = b.route_id
      where coalesce(br.vehicle_id, br.rider_id) = j.traveller and b.status = 'driven' and b.id <> j.id
        and b.arrived_at <= j.from_at), '-infinity'))`;
const foundAtEnd = sql`exists (select from laws w where w.city_id = j.city_id and w.in_force_from = j.to_at)`;

/** An end in the zone counts where the traveller had business, or where a newly forced zone found him. */
const hasLawfulEnd = sql`(
  (ST_Covers(z.declared, ST_StartPoint(j.line)) and (j.from_kind <> 'spot' or ${foundAtStart}))
  or (ST_Covers(z.declared, ST_EndPoint(j.line)) and (j.to_kind <> 'spot' or ${foundAtEnd})))`;

const crossings = sql`
  select j.id, 'crossing' as what, json_build_object('zoneId', z.id, 'zoneClass', z.class, 'how', j.how,
    'travellerClass', j.traveller_class, 'insideM', round(${metres(sql`j.line`, sql`z.declared`)}::numeric, 1)) as facts
  from judged j
  join zones z on ${inForce(z, j)} and ST_Intersects(z.declared, j.line)
  left join lateral (${ownZone}) o on true
  where o.id is null and not ${right(j, z, 'cross')}
    and ${metres(sql`j.line`, sql`z.declared`)} > ${toleratedM}
    and not (${right(j, z, 'enter')} and ${hasLawfulEnd})
    and not (j.purpose = 'leave' and j.zone_id = z.id and ${lawfulLeave})`;

const leftOwnZone = sql`
  select j.id, 'leftOwnZone' as what, json_build_object('zoneId', o.id, 'how', j.how, 'outsideM',
    round((ST_Length(j.line::geography) - ${metres(sql`j.line`, ownGround)})::numeric, 1))
  from judged j cross join lateral (${ownZone}) o
  where ST_Length(j.line::geography) - ${metres(sql`j.line`, ownGround)} > ${toleratedM}`;

/**
 * No leg, planned or driven, goes where its traveller's class may not, by the law in force while it is driven; and the
 * driven lines are where the travellers were.
 */
export const forbiddenCrossings = invariant('forbiddenCrossings', {
  judged: sql`select count(*) from (${judgedLegs}) j`,
  violations: sql`with judged as materialized (${judgedLegs}) 
    ${crossings} union all ${leftOwnZone} union all ${drivenWays}`,
});
