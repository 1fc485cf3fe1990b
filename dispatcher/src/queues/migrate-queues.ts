import type { Database } from '@baogong/drizzle/database/port';
import { runMigrations } from 'bullmq';
import { asBullPool } from './bull-pool.ts';

/** Changes when the tables that BullMQ makes may have changed. */
export const queueSchemaKey = 'bullmq-6.7.0';

/** BullMQ's own tables in schema `bullmq`, owned by `baogong_queue`; doing it again changes nothing. */
export async function migrateQueues(database: Database): Promise<void> {
  await onDatabase(database, 'grant create on database %I to baogong_queue');
  const client = await asBullPool(database.queuePool()).connect();
  try {
    await runMigrations(client, 'bullmq');
  } finally {
    client.release();
    await onDatabase(database, 'revoke create on database %I from baogong_queue');
  }
}

async function onDatabase(database: Database, command: string): Promise<void> {
  await database.transaction(
    (tx) => tx.execute(`do $$ begin execute format('${command}', current_database()); end $$`),
    { role: 'owner' },
  );
}
