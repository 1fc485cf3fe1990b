import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { type Id, newId } from '../../rules/ids.ts';
import type { GoodDay } from '../good-day.ts';
import { utc } from '../plant.ts';

/** One fault in a day without fault, and the only words that `verify` may say of it. */
export interface Plant {
  readonly title: string;
  readonly finds: Readonly<Record<string, readonly string[]>>;
  readonly statements: (day: GoodDay) => readonly SQL[];
}

/** The box of the drop point's order, and the one that went through the gate to a door. */
export const dropBox = (day: GoodDay) => sql`(select id from boxes where order_id = ${day.orderIds[0]})`;
export const doorBox = (day: GoodDay) => sql`(select id from boxes where order_id = ${day.orderIds[1]})`;
export const vanLeg = (day: GoodDay, seq: number) =>
  sql`(select id from legs where route_id = ${day.vanRouteId} and seq = ${seq})`;
export const carrierLeg = (day: GoodDay, seq: number) =>
  sql`(select id from legs where route_id = ${day.carrierRouteId} and seq = ${seq})`;

interface ExtraBox {
  readonly orderState: string;
  readonly boxState: string;
  /** Nobody has ever packed it. */
  readonly withoutCustody?: boolean;
  /** The van has it. */
  readonly inVan?: boolean;
  readonly unserved?: string;
}

/** An order of the next day, without lines, and its one box. */
export function extraBox(day: GoodDay, facts: ExtraBox): SQL[] {
  const [orderId, boxId] = [newId(), newId()];
  const { near } = day.city;
  const [kind, custodian] = facts.inVan ? ['vehicle', day.vehicleId] : ['warehouse', near];
  const passed = (from: Id, toKind: string, to: Id, time: string) =>
    sql`insert into custody (id, box_id, from_kind, from_id, to_kind, to_id, at, taker_rider_id)
        values (${newId()}, ${boxId}, 'warehouse', ${from}, ${toKind}, ${to}, ${utc(time)}::timestamptz, ${toKind === 'vehicle' ? day.driverId : null})`;
  return [
    sql`insert into orders (id, city_id, household_id, placed_by, warehouse_id, delivery_day, state, placed_at, promised_at, pickup_code, total_fen, unserved_reason)
        select ${orderId}::uuid, city_id, household_id, placed_by, warehouse_id, '2026-04-02', ${facts.orderState}, placed_at, promised_at, '000000', 0, ${facts.unserved ?? null}
        from orders where id = ${day.orderIds[0]}`,
    sql`insert into boxes (id, city_id, order_id, warehouse_id, seq, state, grams, millilitres, temperature_class, custodian_kind, custodian_id, packed_at)
        values (${boxId}, ${day.city.id}, ${orderId}, ${near}, 1, ${facts.boxState}, 1, 1, 'ambient', ${kind}, ${custodian}, ${utc('03:40')}::timestamptz)`,
    ...(facts.withoutCustody ? [] : [passed(near, 'warehouse', near, '03:40')]),
    ...(facts.inVan ? [passed(near, 'vehicle', day.vehicleId, '04:09')] : []),
    ...(facts.boxState === 'lost'
      ? [
          sql`insert into box_lines (box_id, sku_id, quantity, pending_id) values (${boxId}, ${day.city.skuIds[0]}, 1, ${newId()})`,
        ]
      : []),
  ];
}

/** Positions as the driven lines now say, for faults that are not about what was reported. */
export const reportedAsDriven: readonly SQL[] = [
  sql`delete from positions`,
  sql`insert into positions (leg_id, seq, at, lng, lat)
      select l.id, d.path[1] - 1, l.departed_at, ST_X(d.geom), ST_Y(d.geom)
      from legs l cross join lateral ST_DumpPoints(l.driven_line) d where l.driven_line is not null`,
];

/** What became known of a rider's code, in force since before the day's work. */
export function codeFact(day: GoodDay, fact: { riderId: Id; colour: string; recorded: string }): SQL {
  return sql`insert into health_facts (id, city_id, rider_id, kind, colour, valid_from, recorded_at)
      values (${newId()}, ${day.city.id}, ${fact.riderId}, 'code', ${fact.colour}, ${utc('03:30')}::timestamptz, ${utc(fact.recorded)}::timestamptz)`;
}
