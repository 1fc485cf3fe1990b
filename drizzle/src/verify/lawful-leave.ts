import { sql } from 'drizzle-orm';

/** A continued piece of a leave leg: what came before it is the same way out. */
const isContinued = sql`exists (select from legs c where c.id = j.continues_id and c.purpose = 'leave' and c.zone_id = z.id)`;

/** A drive of the same traveller after the zone took force and before this leg. */
const droveBefore = sql`
  exists (select from legs n join routes nr on nr.id = n.route_id
    where coalesce(nr.vehicle_id, nr.rider_id) = j.traveller and n.status = 'driven' and n.id <> j.id
      and n.departed_at >= z.valid_from and n.departed_at < j.from_at and ST_Length(n.driven_line::geography) > 1)`;

/** Another way out of the same zone, with its own beginning. */
const leftBefore = sql`
  exists (select from legs n join routes nr on nr.id = n.route_id
    where coalesce(nr.vehicle_id, nr.rider_id) = j.traveller and n.purpose = 'leave' and n.zone_id = z.id and n.id <> j.id
      and n.status <> 'superseded' and n.continues_id is null and n.starts_at < j.from_at)`;

/**
 * A leg `j` that leaves the zone `z` which closed around its traveller: once, at once, straight out and not far. The leg
 * starts inside, ends at most some metres past the boundary and takes at most some minutes.
 */
export const lawfulLeave = sql`(
  (${isContinued} or (ST_Covers(z.declared, ST_StartPoint(j.line)) and not ${droveBefore} and not ${leftBefore}))
  and ST_Distance(ST_EndPoint(j.line)::geography, z.declared::geography) <= (j.policy -> 'leave' ->> 'pastBoundaryM')::float8
  and j.to_at - j.from_at <= make_interval(mins => (j.policy -> 'leave' ->> 'minutesMax')::int))`;
