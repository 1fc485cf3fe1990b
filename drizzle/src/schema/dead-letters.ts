import { index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { cities } from './cities.ts';
import { instant } from './columns/instant.ts';

/** Jobs that have failed for good, for people to see. The work itself is still in the rows that the job would have read. */
export const deadLetters = pgTable(
  'dead_letters',
  {
    id: uuid().primaryKey(),
    /** Of the wave or rider that the job was for; null = a job of the whole system. */
    cityId: uuid().references(() => cities.id),
    at: instant().notNull(),
    name: text().notNull(),
    causeId: text().notNull(),
    /** Ids and versions. */
    payload: jsonb().$type<unknown>().notNull(),
    attempts: integer().notNull(),
    reason: text().notNull(),
  },
  (t) => [index('dead_letters_at').on(t.at), index('dead_letters_city').on(t.cityId, t.at)],
);
