import { sql } from 'drizzle-orm';
import { check, date, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { orderStates } from '../rules/vocabulary.ts';
import { accounts } from './accounts.ts';
import { cities } from './cities.ts';
import { instant } from './columns/instant.ts';
import { oneOf } from './columns/state.ts';
import { households } from './households.ts';
import { skus } from './skus.ts';
import { warehouses } from './warehouses.ts';

/** A household's order for one delivery day. Confirmed = placed with its stock reserved. */
export const orders = pgTable(
  'orders',
  {
    id: uuid().primaryKey(),
    cityId: uuid()
      .notNull()
      .references(() => cities.id),
    householdId: uuid()
      .notNull()
      .references(() => households.id),
    placedBy: uuid()
      .notNull()
      .references(() => accounts.id),
    warehouseId: uuid()
      .notNull()
      .references(() => warehouses.id),
    deliveryDay: date({ mode: 'string' }).notNull(),
    state: text({ enum: orderStates }).notNull(),
    placedAt: instant().notNull(),
    /** Until when the boxes are promised to be at the door, gate or drop point. */
    promisedAt: instant().notNull(),
    pickupCode: text().notNull(),
    totalFen: integer().notNull(),
    deliveredAt: instant(),
    endedAt: instant(),
    unservedReason: text(),
  },
  (t) => [
    index('orders_open').on(t.cityId, t.placedAt).where(sql`${t.endedAt} is null`),
    index('orders_city_day').on(t.cityId, t.deliveryDay),
    index('orders_household').on(t.householdId, t.placedAt),
    index('orders_placed_by').on(t.placedBy),
    index('orders_warehouse').on(t.warehouseId, t.state),
    oneOf('orders_state', t.state, orderStates),
    check('orders_reason', sql`(${t.state} = 'unserved') = (${t.unservedReason} is not null)`),
  ],
);

/** Units of one SKU in an order. */
export const orderLines = pgTable(
  'order_lines',
  {
    orderId: uuid()
      .notNull()
      .references(() => orders.id),
    skuId: uuid()
      .notNull()
      .references(() => skus.id),
    quantity: integer().notNull(),
    priceFen: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orderId, t.skuId] }),
    index('order_lines_sku').on(t.skuId),
    check('order_lines_quantity', sql`${t.quantity} > 0`),
  ],
);
