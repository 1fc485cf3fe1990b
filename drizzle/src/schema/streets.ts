import { sql } from 'drizzle-orm';
import { boolean, check, doublePrecision, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { cities } from './cities.ts';
import { lineString } from './columns/geometry.ts';

/** The city's streets as drawn on maps and crossed by zone boundaries. `nodes[i]` is the OSM node id of the line's i-th position. */
export const streets = pgTable(
  'streets',
  {
    cityId: uuid()
      .notNull()
      .references(() => cities.id),
    wayId: doublePrecision().notNull(),
    nameZh: text().notNull(),
    highway: text().notNull(),
    /** Cars may drive along the line only, not back. */
    oneway: boolean().notNull(),
    car: boolean().notNull(),
    ebike: boolean().notNull(),
    foot: boolean().notNull(),
    nodes: doublePrecision().array().notNull(),
    line: lineString().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.wayId] }),
    index('streets_line').using('gist', t.line),
    check('streets_nodes', sql`cardinality(${t.nodes}) = ST_NPoints(${t.line})`),
  ],
);
