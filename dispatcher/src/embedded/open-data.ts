import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDataFolder } from '@baogong/drizzle/database/data-folder';
import { type FolderLock, lockFolder } from '@baogong/drizzle/database/lock-folder';
import { migrate } from '@baogong/drizzle/database/migrate';
import type { EmbeddedDatabase } from '@baogong/drizzle/database/open-embedded';
import { ensureSnapshot, readSnapshot, schemaKey } from '@baogong/drizzle/database/snapshot';
import { migrateQueues, queueSchemaKey } from '../queues/migrate-queues.ts';

export interface OpenedData {
  readonly database: EmbeddedDatabase;
  readonly lock: FolderLock;
  /** The folder was empty: its database is new. */
  readonly isNew: boolean;
}

/** Lies among the database's own files, so that it goes wherever they go. */
const SCHEMA_FILE = 'baogong-schema';

/** Owns a data folder and opens its database; a new one starts from the snapshot made at install time. */
export async function openData(dataDir: string, prepare?: () => Promise<void>): Promise<OpenedData> {
  const lock = await lockFolder(dataDir);
  try {
    await prepare?.();
    const folder = join(dataDir, 'database');
    const { database, isNew } = await openDataFolder(folder, async () =>
      readSnapshot(await ensureSnapshot({ also: { key: queueSchemaKey, migrate: migrateQueues } })),
    );
    try {
      await bringUpToDate(database, { folder, isNew });
    } catch (error) {
      await database.close();
      throw error;
    }
    return { database, lock, isNew };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Asking the database what it has costs a second at every start; a file beside its rows tells it at once. */
async function bringUpToDate(
  database: EmbeddedDatabase,
  { folder, isNew }: { readonly folder: string; readonly isNew: boolean },
): Promise<void> {
  const file = join(folder, SCHEMA_FILE);
  const key = schemaKey(queueSchemaKey);
  if (existsSync(file) && readFileSync(file, 'utf8') === key) return;
  if (!isNew) await migrate(database, [migrateQueues]);
  writeFileSync(file, key);
}
