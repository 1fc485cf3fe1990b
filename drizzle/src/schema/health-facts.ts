import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { healthColours } from '../rules/vocabulary.ts';
import { accounts } from './accounts.ts';
import { cities } from './cities.ts';
import { instant } from './columns/instant.ts';
import { riders } from './fleet.ts';

/**
 * What is known of a rider's health code: append-only. A `code` fact has a colour, a `test` fact the time of a
 * negative sample. A fact counts from the instant it was recorded, never before.
 */
export const healthFacts = pgTable(
  'health_facts',
  {
    id: uuid().primaryKey(),
    cityId: uuid()
      .notNull()
      .references(() => cities.id),
    riderId: uuid()
      .notNull()
      .references(() => riders.id),
    kind: text({ enum: ['code', 'test'] }).notNull(),
    colour: text({ enum: healthColours }),
    /** When the colour was given, or the negative sample taken. */
    validFrom: instant().notNull(),
    /** When the colour runs out; null for tests, whose window is policy. */
    validTo: instant(),
    recordedAt: instant().notNull(),
    recordedBy: uuid().references(() => accounts.id),
  },
  (t) => [
    index('health_facts_rider').on(t.riderId, t.kind, t.recordedAt),
    index('health_facts_city').on(t.cityId),
    index('health_facts_recorded_by').on(t.recordedBy),
    check('health_facts_colour', sql`(${t.kind} = 'code') = (${t.colour} is not null)`),
  ],
);
