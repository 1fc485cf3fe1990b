import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { NeedCode } from '../rules/vocabulary.ts';
import { accounts } from './accounts.ts';
import { cities } from './cities.ts';
import { dropPoints } from './drop-points.ts';
import { jurisdictions } from './jurisdictions.ts';

/** People who share one dwelling: the unit of quota, order and fairness. */
export const households = pgTable(
  'households',
  {
    id: uuid().primaryKey(),
    cityId: uuid()
      .notNull()
      .references(() => cities.id),
    communityId: uuid()
      .notNull()
      .references(() => jurisdictions.id),
    buildingId: uuid()
      .notNull()
      .references(() => jurisdictions.id),
    dropPointId: uuid()
      .notNull()
      .references(() => dropPoints.id),
    unit: text().notNull(),
    people: integer().notNull(),
    needs: text().array().$type<NeedCode[]>().notNull().default(sql`'{}'`),
    homeQuarantine: boolean().notNull().default(false),
    accountId: uuid().references(() => accounts.id),
  },
  (t) => [
    index('households_city').on(t.cityId),
    index('households_community').on(t.communityId),
    index('households_building').on(t.buildingId),
    index('households_drop_point').on(t.dropPointId),
    index('households_account').on(t.accountId),
    check('households_people', sql`${t.people} between 1 and 50`),
  ],
);
