import { index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { jurisdictionLevels } from '../rules/vocabulary.ts';
import { cities } from './cities.ts';
import { point } from './columns/geometry.ts';
import { ltree } from './columns/ltree.ts';
import { oneOf } from './columns/state.ts';

/** The tree of territory. A building is its own level; `point` is its entrance. */
export const jurisdictions = pgTable(
  'jurisdictions',
  {
    id: uuid().primaryKey(),
    cityId: uuid()
      .notNull()
      .references(() => cities.id),
    path: ltree().notNull(),
    level: text({ enum: jurisdictionLevels }).notNull(),
    nameZh: text().notNull(),
    nameEn: text().notNull(),
    point: point(),
  },
  (t) => [
    unique('jurisdictions_city_path').on(t.cityId, t.path),
    index('jurisdictions_path').using('gist', t.path),
    index('jurisdictions_point').using('gist', t.point),
    oneOf('jurisdictions_level', t.level, jurisdictionLevels),
  ],
);
