import { integer, jsonb, pgTable, unique, uuid } from 'drizzle-orm/pg-core';
import type { Policy } from '../rules/policy.ts';
import { cities } from './cities.ts';
import { instant } from './columns/instant.ts';

/** The city's law as data: what each class may do in each zone, which codes a duty accepts. Append-only, newest in force wins. */
export const policies = pgTable(
  'policies',
  {
    id: uuid().primaryKey(),
    cityId: uuid()
      .notNull()
      .references(() => cities.id),
    version: integer().notNull(),
    validFrom: instant().notNull(),
    body: jsonb().$type<Policy>().notNull(),
  },
  (t) => [unique('policies_city_version').on(t.cityId, t.version)],
);
