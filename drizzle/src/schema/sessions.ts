import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { accounts } from './accounts.ts';
import { cities } from './cities.ts';
import { instant } from './columns/instant.ts';

/** A signed-in device. Only the SHA-256 of its token is stored. Times here are wall time: transport. */
export const sessions = pgTable(
  'sessions',
  {
    id: uuid().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    tokenHash: text().notNull().unique(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    revokedAt: instant(),
  },
  (t) => [index('sessions_account').on(t.accountId)],
);

/** A one-time code sent to a phone; wall time. */
export const oneTimeCodes = pgTable(
  'one_time_codes',
  {
    id: uuid().primaryKey(),
    cityId: uuid()
      .notNull()
      .references(() => cities.id),
    phone: text().notNull(),
    codeHash: text().notNull(),
    attempts: integer().notNull().default(0),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
  },
  (t) => [index('one_time_codes_phone').on(t.phone, t.createdAt), index('one_time_codes_city').on(t.cityId)],
);

/** A link that signs one account in once; wall time. */
export const loginLinks = pgTable(
  'login_links',
  {
    tokenHash: text().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    expiresAt: instant().notNull(),
    usedAt: instant(),
  },
  (t) => [index('login_links_account').on(t.accountId)],
);
