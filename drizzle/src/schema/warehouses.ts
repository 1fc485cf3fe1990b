import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { profiles } from '../rules/vocabulary.ts';
import { cities } from './cities.ts';
import { point } from './columns/geometry.ts';
import { oneOf } from './columns/state.ts';
import { jurisdictions } from './jurisdictions.ts';

/** Where stock lives and trips start. */
export const warehouses = pgTable(
  'warehouses',
  {
    id: uuid().primaryKey(),
    cityId: uuid()
      .notNull()
      .references(() => cities.id),
    jurisdictionId: uuid()
      .notNull()
      .references(() => jurisdictions.id),
    level: text({ enum: ['subdistrict', 'district'] }).notNull(),
    nameZh: text().notNull(),
    nameEn: text().notNull(),
    point: point().notNull(),
  },
  (t) => [
    index('warehouses_city').on(t.cityId),
    index('warehouses_jurisdiction').on(t.jurisdictionId),
    index('warehouses_point').using('gist', t.point),
    oneOf('warehouses_level', t.level, ['subdistrict', 'district']),
  ],
);

/** Closed-loop lodging of riders, one for each piece of their street network. */
export const riderBases = pgTable(
  'rider_bases',
  {
    id: uuid().primaryKey(),
    cityId: uuid()
      .notNull()
      .references(() => cities.id),
    jurisdictionId: uuid()
      .notNull()
      .references(() => jurisdictions.id),
    nameZh: text().notNull(),
    nameEn: text().notNull(),
    point: point().notNull(),
    profile: text({ enum: profiles }).notNull(),
    /** Number of the strongly connected piece of the profile's network in which the base lies, 0 = largest. */
    piece: integer().notNull(),
  },
  (t) => [
    index('rider_bases_city').on(t.cityId),
    index('rider_bases_jurisdiction').on(t.jurisdictionId),
    index('rider_bases_point').using('gist', t.point),
    oneOf('rider_bases_profile', t.profile, profiles),
  ],
);
