import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { ledgerKinds } from '../rules/vocabulary.ts';
import { boxes } from './boxes.ts';
import { cities } from './cities.ts';
import { instant } from './columns/instant.ts';
import { oneOf } from './columns/state.ts';
import { orders } from './orders.ts';
import { skus } from './skus.ts';
import { warehouses } from './warehouses.ts';

/**
 * Immutable stock movements with two legs: `quantity` units of one SKU go from one account to another, so sums are
 * zero by construction. A `pending` row moves nothing until a later row, which names it, posts, voids or loses it in part or whole.
 */
export const ledgerEntries = pgTable(
  'ledger_entries',
  {
    id: uuid().primaryKey(),
    cityId: uuid()
      .notNull()
      .references(() => cities.id),
    kind: text({ enum: ledgerKinds }).notNull(),
    skuId: uuid()
      .notNull()
      .references(() => skus.id),
    quantity: integer().notNull(),
    fromAccount: text().notNull(),
    toAccount: text().notNull(),
    warehouseId: uuid()
      .notNull()
      .references(() => warehouses.id),
    orderId: uuid().references(() => orders.id),
    boxId: uuid().references(() => boxes.id),
    pendingId: uuid().references((): AnyPgColumn => ledgerEntries.id),
    deliveryDay: date({ mode: 'string' }),
    recordedAt: instant().notNull(),
  },
  (t) => [
    index('ledger_city_day').on(t.cityId, t.deliveryDay),
    index('ledger_sku_warehouse').on(t.warehouseId, t.skuId),
    index('ledger_sku').on(t.skuId),
    index('ledger_order').on(t.orderId),
    index('ledger_box').on(t.boxId),
    index('ledger_pending').on(t.pendingId),
    oneOf('ledger_kind', t.kind, ledgerKinds),
    check('ledger_quantity', sql`${t.quantity} > 0 and ${t.fromAccount} <> ${t.toAccount}`),
    check('ledger_resolves', sql`(${t.kind} in ('post', 'void', 'loss')) = (${t.pendingId} is not null)`),
  ],
);

/** What is left of a pending ledger row; its id is that row's id. */
export const reservations = pgTable(
  'reservations',
  {
    id: uuid()
      .primaryKey()
      .references(() => ledgerEntries.id),
    cityId: uuid()
      .notNull()
      .references(() => cities.id),
    orderId: uuid()
      .notNull()
      .references(() => orders.id),
    skuId: uuid()
      .notNull()
      .references(() => skus.id),
    warehouseId: uuid()
      .notNull()
      .references(() => warehouses.id),
    quantity: integer().notNull(),
    remaining: integer().notNull(),
    deliveryDay: date({ mode: 'string' }).notNull(),
  },
  (t) => [
    index('reservations_open').on(t.cityId, t.deliveryDay).where(sql`${t.remaining} > 0`),
    index('reservations_order').on(t.orderId),
    index('reservations_sku').on(t.skuId),
    index('reservations_warehouse').on(t.warehouseId),
    check('reservations_remaining', sql`${t.remaining} between 0 and ${t.quantity}`),
  ],
);

/** A delivery day whose rows are all posted or voided. */
export const closedDays = pgTable(
  'closed_days',
  {
    cityId: uuid()
      .notNull()
      .references(() => cities.id),
    day: date({ mode: 'string' }).notNull(),
    closedAt: instant().notNull(),
    counts: jsonb().$type<Record<string, number>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.cityId, t.day] })],
);
