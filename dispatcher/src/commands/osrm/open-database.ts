import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '@baogong/drizzle/database/port';
import { openData } from '../../embedded/open-data.ts';
import { NotServed } from '../../serve/not-served.ts';
import { openServerDatabase } from '../../serve/open-server-database.ts';

export interface OpenedDatabase {
  readonly database: Database;
  close(): Promise<void>;
}

const POOL_SIZE_MAX = 6;

/** The database with the city's zones: the server's, else that of a data folder, which then has no other owner. */
export async function openDatabase(asked: {
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
}): Promise<OpenedDatabase> {
  const { databaseUrl, dataDir } = asked;
  if (databaseUrl) {
    const database = await openServerDatabase({ databaseUrl, poolSizeMax: POOL_SIZE_MAX });
    return { database, close: () => database.close() };
  }
  if (!existsSync(join(dataDir, 'database'))) {
    throw new NotServed(`There is no database: DATABASE_URL is not set, and ${dataDir} holds none.`);
  }
  const { database, lock } = await openData(dataDir);
  return {
    database,
    async close() {
      await database.close();
      await lock.release();
    },
  };
}
