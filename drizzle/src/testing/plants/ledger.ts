import { sql } from 'drizzle-orm';
import { newId } from '../../rules/ids.ts';
import type { GoodDay } from '../good-day.ts';
import { utc } from '../plant.ts';
import { doorBox, dropBox, type Plant } from './plant.ts';

/** Another row that resolves what a box reserved. */
const resolved = (day: GoodDay, kind: 'post' | 'void') =>
  sql`insert into ledger_entries (id, city_id, kind, sku_id, quantity, from_account, to_account, warehouse_id, order_id, box_id, pending_id, delivery_day, recorded_at)
      select ${newId()}::uuid, city_id, ${kind}, sku_id, 1, from_account, to_account, warehouse_id, order_id, case when ${kind} = 'post' then box_id end, pending_id, delivery_day, recorded_at
      from ledger_entries where kind = 'post' and box_id = ${dropBox(day)} limit 1`;

const reserved = (day: GoodDay, row: { units: number; voided: boolean }) => {
  const [id, household] = [newId(), `household:${day.city.householdIds[0]}`];
  const entry = (rowId: string, kind: string, time: string, pendingId: string | null) =>
    sql`insert into ledger_entries (id, city_id, kind, sku_id, quantity, from_account, to_account, warehouse_id, order_id, pending_id, delivery_day, recorded_at)
        values (${rowId}, ${day.city.id}, ${kind}, ${day.city.skuIds[0]}, ${row.units}, ${`stock:${day.city.near}`}, ${household}, ${day.city.near}, ${day.orderIds[0]}, ${pendingId}, '2026-04-01', ${utc(time)}::timestamptz)`;
  return [
    entry(id, 'pending', '05:00', null),
    ...(row.voided ? [entry(newId(), 'void', '05:10', id)] : []),
    sql`insert into reservations (id, city_id, order_id, sku_id, warehouse_id, quantity, remaining, delivery_day)
        values (${id}, ${day.city.id}, ${day.orderIds[0]}, ${day.city.skuIds[0]}, ${day.city.near}, ${row.units}, ${row.voided ? 0 : row.units}, '2026-04-01')`,
  ];
};

/** Faults of stock, and of what was posted for which box. */
export const ledgerPlants: readonly Plant[] = [
  {
    title: 'units promised that were not there, though they were given back later',
    finds: { oversoldUnits: ['oversold'] },
    statements: (day) => reserved(day, { units: 25, voided: true }),
  },
  {
    title: 'a balance that promises more than is on hand',
    finds: { oversoldUnits: ['balance'], ledgerBalanced: ['balance'] },
    statements: (day) => [
      sql`do $$ declare c text; begin
          for c in select conname from pg_constraint where conrelid = 'balances'::regclass and contype = 'c' loop
            execute format('alter table balances drop constraint %I', c);
          end loop; end $$`,
      sql`update balances set reserved = on_hand + 1 where warehouse_id = ${day.city.near}`,
    ],
  },
  {
    title: 'a reservation that was posted and then voided',
    finds: { oversoldUnits: ['usedTwice'], ledgerBalanced: ['balance', 'reservation'] },
    statements: (day) => [resolved(day, 'void')],
  },
  {
    title: 'a row of the closed day that is still pending',
    finds: { pendingRows: ['pending'] },
    statements: (day) => [
      ...reserved(day, { units: 1, voided: false }),
      sql`update balances set reserved = reserved + 1 where warehouse_id = ${day.city.near} and sku_id = ${day.city.skuIds[0]}`,
    ],
  },
  {
    title: 'a balance that the ledger does not add up to',
    finds: { ledgerBalanced: ['balance'] },
    statements: (day) => [sql`update balances set on_hand = on_hand + 1 where warehouse_id = ${day.city.near}`],
  },
  {
    title: 'a pending row without its reservation',
    finds: { ledgerBalanced: ['reservation'] },
    statements: (day) => [sql`delete from reservations where order_id = ${day.orderIds[0]}`],
  },
  {
    title: 'a box that was posted in two halves',
    finds: { doubledDeliveries: ['postedTwice'] },
    statements: (day) => [
      sql`update ledger_entries set quantity = 1 where kind = 'post' and box_id = ${dropBox(day)}`,
      resolved(day, 'post'),
    ],
  },
  {
    title: 'more units posted than were packed',
    finds: { doubledDeliveries: ['linesUncovered', 'postedTwice'] },
    statements: (day) => [sql`update box_lines set quantity = 1 where box_id = ${dropBox(day)}`],
  },
  {
    title: 'more units posted than were ordered',
    finds: { doubledDeliveries: ['orderDeliveredTwice'] },
    statements: (day) => [sql`update order_lines set quantity = 1 where order_id = ${day.orderIds[0]}`],
  },
  {
    title: 'a delivered box that was not posted',
    finds: { doubledDeliveries: ['deliveredUnposted'] },
    statements: (day) => [
      sql`update ledger_entries set box_id = null where kind = 'post' and box_id = ${dropBox(day)}`,
    ],
  },
  {
    title: 'a delivered box of which one unit was posted and one voided',
    finds: { doubledDeliveries: ['postedShort'] },
    statements: (day) => [
      sql`update ledger_entries set quantity = 1 where kind = 'post' and box_id = ${dropBox(day)}`,
      resolved(day, 'void'),
      sql`update balances set on_hand = on_hand + 1 where warehouse_id = ${day.city.near}`,
    ],
  },
  {
    title: 'a box that was given to its household twice',
    finds: { doubledDeliveries: ['givenTwice'] },
    statements: (day) => {
      const pass = (from: string, to: string, time: string) =>
        sql`insert into custody (id, box_id, from_kind, from_id, to_kind, to_id, at)
            select ${newId()}::uuid, id, ${from}, case ${from} when 'household' then ${day.city.householdIds[0]} else ${day.city.dropPointId} end::uuid,
              ${to}, case ${to} when 'household' then ${day.city.householdIds[0]} else ${day.city.dropPointId} end::uuid, ${utc(time)}::timestamptz
            from boxes where order_id = ${day.orderIds[0]}`;
      return [pass('household', 'dropPoint', '07:00'), pass('dropPoint', 'household', '07:10')];
    },
  },
  {
    title: 'a box that two stops serve at once',
    finds: { doubledDeliveries: ['twoActiveStops'] },
    statements: (day) => [
      sql`drop index stop_boxes_one_active`,
      sql`update stop_boxes set active = true where box_id = ${doorBox(day)}`,
    ],
  },
];
