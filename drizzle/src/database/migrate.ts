import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { migrationsFolder } from './migrations-folder.ts';
import type { Database, Tx } from './port.ts';
import { rows } from './rows.ts';

/** Anything else that makes tables of its own in the same database, such as the queue. */
export type MigrateAlso = (database: Database) => Promise<void>;

const LOCK_KEY = 0x62616f67;

/** A newer version has migrated this database: what it means now is not known here. */
export class SchemaAhead extends Error {}

/**
 * Brings the schema up to date as its owner, in one transaction under an advisory lock: two processes that start together
 * do it once, and a failure leaves nothing behind. Doing it again changes nothing.
 */
export async function migrate(database: Database, also: readonly MigrateAlso[] = []): Promise<void> {
  await database.transaction(applyPending, { role: 'owner' });
  for (const migrateAlso of also) await migrateAlso(database);
}

async function applyPending(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCK_KEY})`);
  await tx.execute(sql`create schema if not exists drizzle`);
  await tx.execute(
    sql`create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`,
  );
  const [newest] = await rows<{ at: number | null }>(
    tx,
    sql`select max(created_at) as at from drizzle.__drizzle_migrations`,
  );

  const known = readMigrationFiles({ migrationsFolder: migrationsFolder() });
  if ((newest?.at ?? 0) > Math.max(...known.map(({ folderMillis }) => folderMillis))) {
    throw new SchemaAhead('The database is ahead of this code: use the version that migrated it, or a newer one.');
  }
  for (const migration of known) {
    if (migration.folderMillis <= (newest?.at ?? 0)) continue;
    for (const statement of migration.sql) await tx.execute(statement);
    await tx.execute(
      sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${migration.hash}, ${migration.folderMillis})`,
    );
  }
  // Every process asks at its start whether the schema is the one it knows.
  await tx.execute(sql`grant usage on schema drizzle to baogong_app`);
  await tx.execute(sql`grant select on drizzle.__drizzle_migrations to baogong_app`);
}
