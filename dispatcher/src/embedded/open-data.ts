import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type FolderLock, lockFolder } from '@baogong/drizzle/database/lock-folder';
import { type EmbeddedDatabase, openEmbedded } from '@baogong/drizzle/database/open-embedded';
import { migrate } from '@baogong/drizzle/database/migrate';
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
    const folder = join(dataDir, 'database');
    const isNew = !existsSync(join(folder, 'PG_VERSION'));
    if (isNew) {
      const snapshot = await ensureSnapshot({ also: { key: queueSchemaKey, migrate: migrateQueues } });
      const database = await openEmbedded({ folder, snapshot: await readSnapshot(snapshot) });
      return { database, lock, isNew };
    }
    const database = await openEmbedded({ folder });
    await migrate(database, [migrateQueues]);
    return { database, lock, isNew };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
