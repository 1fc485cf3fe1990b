import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { boxes } from './boxes.ts';
import { cities } from './cities.ts';
import { instant } from './columns/instant.ts';

/** One planning of a city's open boxes, made against one law version. */
export const waves = pgTable(
  'waves',
  {
    id: uuid().primaryKey(),
    cityId: uuid()
      .notNull()
      .references(() => cities.id),
    cause: text({ enum: ['due', 'lawChanged', 'healthChanged', 'boxesWaiting', 'asked'] }).notNull(),
    dueAt: instant().notNull(),
    plannedAt: instant(),
    lawVersion: integer(),
    planMs: integer(),
    /** Counts of stops, boxes, routes and of boxes left out by reason. */
    counts: jsonb().$type<Record<string, number>>(),
  },
  (t) => [
    index('waves_city').on(t.cityId, t.dueAt),
    index('waves_waiting').on(t.dueAt).where(sql`${t.plannedAt} is null`),
  ],
);

/** Why a box is not in a wave's plan: code and evidence, so that every refusal is explained. */
export const unplanned = pgTable(
  'unplanned',
  {
    waveId: uuid()
      .notNull()
      .references(() => waves.id),
    boxId: uuid()
      .notNull()
      .references(() => boxes.id),
    reason: text().notNull(),
    evidence: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (t) => [unique('unplanned_wave_box').on(t.waveId, t.boxId), index('unplanned_box').on(t.boxId, t.waveId)],
);
