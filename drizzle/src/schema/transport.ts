import { sql } from 'drizzle-orm';
import { bigint, check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns/instant.ts';

/** Events that happened, written in the transaction of their cause. The single relay gives `seq` after commit. */
export const outbox = pgTable(
  'outbox',
  {
    id: uuid().primaryKey(),
    cityId: uuid().notNull(),
    name: text().notNull(),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    recordedAt: instant().notNull(),
    seq: bigint({ mode: 'number' }).unique(),
  },
  (t) => [
    index('outbox_waiting').on(t.recordedAt).where(sql`${t.seq} is null`),
    index('outbox_city').on(t.cityId, t.seq),
  ],
);

/** The stored answer of a POST, so that repeating it changes nothing; wall time. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    principal: text().notNull(),
    key: text().notNull(),
    fingerprint: text().notNull(),
    status: integer().notNull(),
    response: jsonb().$type<unknown>(),
    expiresAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.principal, t.key] }), index('idempotency_keys_expiry').on(t.expiresAt)],
);

/** The one row that all processes read on a database made with the stepped clock. */
export const simulationClock = pgTable(
  'simulation_clock',
  { id: integer().primaryKey(), at: instant().notNull() },
  (t) => [check('simulation_clock_one', sql`${t.id} = 1`)],
);
