import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { accounts } from './accounts.ts';
import { cities } from './cities.ts';
import { point } from './columns/geometry.ts';
import { jurisdictions } from './jurisdictions.ts';

/** A fixed place of a community where its group leader takes boxes in and hands them out. */
export const dropPoints = pgTable(
  'drop_points',
  {
    id: uuid().primaryKey(),
    cityId: uuid()
      .notNull()
      .references(() => cities.id),
    communityId: uuid()
      .notNull()
      .references(() => jurisdictions.id),
    nameZh: text().notNull(),
    nameEn: text().notNull(),
    point: point().notNull(),
    leaderAccountId: uuid().references(() => accounts.id),
  },
  (t) => [
    index('drop_points_city').on(t.cityId),
    index('drop_points_community').on(t.communityId),
    index('drop_points_leader').on(t.leaderAccountId),
    index('drop_points_point').using('gist', t.point),
  ],
);
