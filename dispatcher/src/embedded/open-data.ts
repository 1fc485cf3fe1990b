import { join } from 'node:path';
import { openDataFolder } from '@baogong/drizzle/database/data-folder';
import { type FolderLock, lockFolder } from '@baogong/drizzle/database/lock-folder';
import { migrate } from '@baogong/drizzle/database/migrate';
import type { EmbeddedDatabase } from '@baogong/drizzle/database/open-embedded';
import { ensureSnapshot, readSnapshot } from '@baogong/drizzle/database/snapshot';
import { migrateQueues, queueSchemaKey } from '../queues/migrate-queues.ts';

export interface OpenedData {
  readonly database: EmbeddedDatabase;
  readonly lock: FolderLock;
  /** The folder was empty: its database is new. */
  readonly isNew: boolean;
}

/** Owns a data folder and opens its database; a new one starts from the snapshot made at install time. */
export async function openData(dataDir: string): Promise<OpenedData> {
  const lock = await lockFolder(dataDir);
  try {
    const { database, isNew } = await openDataFolder(join(dataDir, 'database'), async () =>
      readSnapshot(await ensureSnapshot({ also: { key: queueSchemaKey, migrate: migrateQueues } })),
    );
    if (!isNew) await migrate(database, [migrateQueues]);
    return { database, lock, isNew };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
