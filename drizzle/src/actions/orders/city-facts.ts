import { sql } from 'drizzle-orm';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';
import { type Policy, policy as policySchema } from '../../rules/policy.ts';
import { Refusal } from '../../rules/refusal.ts';
import type { ZoneClass } from '../../rules/vocabulary.ts';

/** A warehouse as admission looks at it. */
export interface WarehouseFacts {
  readonly id: Id;
  /** Of its jurisdiction: it serves its own subtree first. */
  readonly path: string;
  readonly point: readonly [number, number];
  /** Class of the innermost zone in force there. */
  readonly zoneClass: ZoneClass | null;
}

/** From the first shift of a civil day to the last one's end; ISO instants. */
export interface Workday {
  readonly day: string;
  readonly opensAt: string;
  readonly closesAt: string;
}

export interface CityFacts {
  readonly id: Id;
  readonly timeZone: string;
  readonly policy: Policy;
  readonly closedDays: readonly string[];
  /** Of today and tomorrow, for which alone orders are taken or carried. */
  readonly workdays: readonly Workday[];
  readonly warehouses: readonly WarehouseFacts[];
}

/** More warehouses than this in one city would need a nearer look than all of them at once. */
const WAREHOUSES_MAX = 200;
const CLOSED_DAYS_MAX = 60;

/** What holds for every order of a city at this instant. */
export async function cityFacts(tx: ActionTx, cityId: Id): Promise<CityFacts> {
  const now = tx.now.toISOString();
  const [city] = await rows<CityFacts & { policy: unknown }>(
    tx.db,
    sql`select c.id, c.time_zone as "timeZone",
          (select p.body from policies p where p.city_id = c.id and p.valid_from <= ${now}::timestamptz
            order by p.version desc limit 1) as policy,
          (select coalesce(json_agg(d.day::text), '[]'::json) from (
            select day from closed_days where city_id = c.id order by day desc limit ${CLOSED_DAYS_MAX}) d) as "closedDays",
          (select coalesce(json_agg(work.*), '[]'::json) from (
            select day::date::text as day, min(shifts.from_at) as "opensAt", max(shifts.to_at) as "closesAt"
            from generate_series(0, 1) as ahead
            cross join lateral (select (${now}::timestamptz at time zone c.time_zone)::date + ahead as day) as days
            join shifts on shifts.city_id = c.id and shifts.from_at >= day::timestamp at time zone c.time_zone
              and shifts.from_at < (day + 1)::timestamp at time zone c.time_zone
            group by day) work) as workdays,
          (select coalesce(json_agg(w.*), '[]'::json) from (
            select w.id, j.path::text as path, json_build_array(ST_X(w.point), ST_Y(w.point)) as point,
              ${innermostClass(sql`w.city_id`, sql`w.point`, now)} as "zoneClass"
            from warehouses w join jurisdictions j on j.id = w.jurisdiction_id
            where w.city_id = c.id order by w.id limit ${WAREHOUSES_MAX}) w) as warehouses
        from cities c where c.id = ${cityId}`,
  );
  if (!city) throw new Refusal('notFound', { noun: 'city', cityId });
  return { ...city, policy: policySchema.parse(city.policy) };
}

/** Class of the strictest zone in force that covers a point. */
export function innermostClass(cityId: ReturnType<typeof sql>, point: ReturnType<typeof sql>, at: string) {
  return sql`(select z.class from zones z
    where z.city_id = ${cityId} and ST_Covers(z.declared, ${point})
      and z.valid_from <= ${at}::timestamptz and (z.valid_to is null or z.valid_to > ${at}::timestamptz)
    order by array_position(array['sealed', 'restricted', 'precaution'], z.class) limit 1)`;
}
