import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { temperatureClasses } from '../rules/vocabulary.ts';
import { cities } from './cities.ts';
import { oneOf } from './columns/state.ts';
import { households } from './households.ts';
import { warehouses } from './warehouses.ts';

/** One kind of goods. */
export const skus = pgTable(
  'skus',
  {
    id: uuid().primaryKey(),
    cityId: uuid()
      .notNull()
      .references(() => cities.id),
    code: text().notNull(),
    nameZh: text().notNull(),
    nameEn: text().notNull(),
    grams: integer().notNull(),
    millilitres: integer().notNull(),
    temperatureClass: text({ enum: temperatureClasses }).notNull(),
    priceCeilingFen: integer().notNull(),
    /** Units that one household may order in a week. */
    quotaPerWeek: integer().notNull(),
  },
  (t) => [
    unique('skus_city_code').on(t.cityId, t.code),
    oneOf('skus_temperature_class', t.temperatureClass, temperatureClasses),
    check(
      'skus_amounts',
      sql`${t.grams} > 0 and ${t.millilitres} > 0 and ${t.priceCeilingFen} >= 0 and ${t.quotaPerWeek} > 0`,
    ),
  ],
);

/** Units of one SKU at one warehouse: a projection of the ledger. What may still be promised is `onHand - reserved`. */
export const balances = pgTable(
  'balances',
  {
    skuId: uuid()
      .notNull()
      .references(() => skus.id),
    warehouseId: uuid()
      .notNull()
      .references(() => warehouses.id),
    onHand: integer().notNull(),
    reserved: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.warehouseId, t.skuId] }),
    index('balances_sku').on(t.skuId),
    check('balances_not_oversold', sql`${t.reserved} >= 0 and ${t.reserved} <= ${t.onHand}`),
  ],
);

/** Units that a household has taken of its quota in a period; one conditional update keeps it within the limit. */
export const quotaUses = pgTable(
  'quota_uses',
  {
    householdId: uuid()
      .notNull()
      .references(() => households.id),
    skuId: uuid()
      .notNull()
      .references(() => skus.id),
    period: text().notNull(),
    used: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.householdId, t.skuId, t.period] }),
    index('quota_uses_sku').on(t.skuId),
    check('quota_uses_not_negative', sql`${t.used} >= 0`),
  ],
);
