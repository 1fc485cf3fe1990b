import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { cities } from './cities.ts';

/** A person that the city knows by name: resident, rider or staff. */
export const people = pgTable(
  'people',
  {
    id: uuid().primaryKey(),
    cityId: uuid()
      .notNull()
      .references(() => cities.id),
    name: text().notNull(),
  },
  (t) => [index('people_city').on(t.cityId)],
);
