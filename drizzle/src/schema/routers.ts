import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { profiles, travellerClasses } from '../rules/vocabulary.ts';
import { cities } from './cities.ts';
import { instant } from './columns/instant.ts';
import { oneOf } from './columns/state.ts';

/**
 * A routing process into which the law of one traveller class is compiled, and where it answers. `token` is what each of its
 * answers carries; `lawKeys` are the laws that it keeps exactly. One per class and profile lives; the others are retired.
 */
export const routers = pgTable(
  'routers',
  {
    id: uuid().primaryKey(),
    cityId: uuid()
      .notNull()
      .references(() => cities.id),
    travellerClass: text({ enum: travellerClasses }).notNull(),
    profile: text({ enum: profiles }).notNull(),
    lawVersion: integer().notNull(),
    token: text().notNull(),
    lawKeys: jsonb().$type<readonly string[]>().notNull(),
    url: text().notNull(),
    recordedAt: instant().notNull(),
    retiredAt: instant(),
  },
  (t) => [
    index('routers_law').on(t.cityId, t.lawVersion),
    uniqueIndex('routers_live').on(t.cityId, t.travellerClass, t.profile).where(sql`${t.retiredAt} is null`),
    oneOf('routers_class', t.travellerClass, travellerClasses),
    oneOf('routers_profile', t.profile, profiles),
  ],
);
