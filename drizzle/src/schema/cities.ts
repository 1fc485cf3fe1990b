import { integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns/instant.ts';

/** One supplied city. `lawVersion` rises at the instant a change of zones takes force. */
export const cities = pgTable('cities', {
  id: uuid().primaryKey(),
  slug: text().notNull().unique(),
  nameZh: text().notNull(),
  nameEn: text().notNull(),
  timeZone: text().notNull(),
  /** SHA-256 of the folder's manifest that filled this city. */
  folderHash: text().notNull(),
  lawVersion: integer().notNull().default(1),
  /** When the next wave is to be planned; read by a sweep, null = no waves until someone opens them. */
  nextWaveAt: instant(),
  waveIntervalS: integer().notNull().default(1200),
  /** [west, south, east, north] in degrees, for maps. */
  bounds: jsonb().$type<readonly [number, number, number, number]>().notNull(),
});
