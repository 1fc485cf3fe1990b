import { index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { roles } from '../rules/vocabulary.ts';
import { cities } from './cities.ts';
import { instant } from './columns/instant.ts';
import { oneOf } from './columns/state.ts';
import { jurisdictions } from './jurisdictions.ts';
import { people } from './people.ts';

/** Who may sign in, by phone and one-time code. */
export const accounts = pgTable(
  'accounts',
  {
    id: uuid().primaryKey(),
    cityId: uuid()
      .notNull()
      .references(() => cities.id),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    phone: text().notNull(),
  },
  (t) => [
    unique('accounts_city_phone').on(t.cityId, t.phone),
    index('accounts_phone').on(t.phone),
    index('accounts_person').on(t.personId),
  ],
);

/** A role at a place in the tree; it holds for everything below that place. */
export const grants = pgTable(
  'grants',
  {
    id: uuid().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    role: text({ enum: roles }).notNull(),
    jurisdictionId: uuid()
      .notNull()
      .references(() => jurisdictions.id),
    endsAt: instant(),
  },
  (t) => [
    index('grants_account').on(t.accountId),
    index('grants_jurisdiction').on(t.jurisdictionId),
    oneOf('grants_role', t.role, roles),
  ],
);
