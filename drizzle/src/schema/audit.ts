import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns/instant.ts';

/** Who did what, to what, for which purpose: append-only, written in the action's own transaction. Ids and facts, no personal data. */
export const audit = pgTable(
  'audit',
  {
    id: uuid().primaryKey(),
    cityId: uuid(),
    at: instant().notNull(),
    actorKind: text().notNull(),
    actorId: text().notNull(),
    purpose: text().notNull(),
    action: text().notNull(),
    subjectKind: text().notNull(),
    subjectId: text().notNull(),
    facts: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (t) => [index('audit_city_at').on(t.cityId, t.at), index('audit_subject').on(t.subjectKind, t.subjectId)],
);
