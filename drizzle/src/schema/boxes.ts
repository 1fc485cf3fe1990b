import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { boxStates, custodianKinds, temperatureClasses } from '../rules/vocabulary.ts';
import { accounts } from './accounts.ts';
import { cities } from './cities.ts';
import { point } from './columns/geometry.ts';
import { instant } from './columns/instant.ts';
import { oneOf } from './columns/state.ts';
import { riders } from './fleet.ts';
import { orders } from './orders.ts';
import { stops } from './routes.ts';
import { skus } from './skus.ts';
import { warehouses } from './warehouses.ts';

/** A whole box of one order with exactly one custodian. `heldPoint` is where a held box waits for another traveller. */
export const boxes = pgTable(
  'boxes',
  {
    id: uuid().primaryKey(),
    cityId: uuid()
      .notNull()
      .references(() => cities.id),
    orderId: uuid()
      .notNull()
      .references(() => orders.id),
    warehouseId: uuid()
      .notNull()
      .references(() => warehouses.id),
    seq: integer().notNull(),
    state: text({ enum: boxStates }).notNull(),
    grams: integer().notNull(),
    millilitres: integer().notNull(),
    temperatureClass: text({ enum: temperatureClasses }).notNull(),
    custodianKind: text({ enum: custodianKinds }).notNull(),
    custodianId: uuid().notNull(),
    heldPoint: point(),
    packedAt: instant().notNull(),
    deliveredAt: instant(),
    collectedAt: instant(),
  },
  (t) => [
    unique('boxes_order_seq').on(t.orderId, t.seq),
    index('boxes_city_state').on(t.cityId, t.state),
    index('boxes_warehouse').on(t.warehouseId),
    index('boxes_custodian').on(t.custodianKind, t.custodianId),
    // Nearly all boxes of a city have ended: what a wave looks at is found without them.
    index('boxes_open').on(t.cityId).where(sql`${t.state} in ('packed', 'loaded', 'handedOver', 'held')`),
    index('boxes_on_follow_on')
      .on(t.cityId)
      .where(sql`${t.state} = 'delivered' and ${t.custodianKind} in ('vehicle', 'rider')`),
    index('boxes_uncollected')
      .on(t.cityId, t.deliveredAt)
      .where(sql`${t.state} = 'delivered' and ${t.custodianKind} <> 'household'`),
    oneOf('boxes_state', t.state, boxStates),
    oneOf('boxes_custodian_kind', t.custodianKind, custodianKinds),
    check('boxes_amounts', sql`${t.grams} > 0 and ${t.millilitres} > 0`),
    check('boxes_held', sql`(${t.state} = 'held') = (${t.heldPoint} is not null)`),
  ],
);

/** What lies in a box; `pendingId` is the reservation that its delivery posts. */
export const boxLines = pgTable(
  'box_lines',
  {
    boxId: uuid()
      .notNull()
      .references(() => boxes.id),
    skuId: uuid()
      .notNull()
      .references(() => skus.id),
    quantity: integer().notNull(),
    pendingId: uuid().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.boxId, t.skuId] }),
    index('box_lines_sku').on(t.skuId),
    index('box_lines_pending').on(t.pendingId),
    check('box_lines_quantity', sql`${t.quantity} > 0`),
  ],
);

/** A counted hand-over of one box between two custodians: append-only. The first row of a box comes from its warehouse to itself at packing. */
export const custody = pgTable(
  'custody',
  {
    id: uuid().primaryKey(),
    boxId: uuid()
      .notNull()
      .references(() => boxes.id),
    fromKind: text({ enum: custodianKinds }).notNull(),
    fromId: uuid().notNull(),
    toKind: text({ enum: custodianKinds }).notNull(),
    toId: uuid().notNull(),
    at: instant().notNull(),
    stopId: uuid().references(() => stops.id),
    actorAccountId: uuid().references(() => accounts.id),
    /** The rider whose health code had to be valid for taking the box, if a person took it. */
    takerRiderId: uuid().references(() => riders.id),
  },
  (t) => [
    index('custody_box').on(t.boxId, t.at),
    index('custody_stop').on(t.stopId),
    index('custody_actor').on(t.actorAccountId),
    index('custody_taker').on(t.takerRiderId),
  ],
);
