import { openServer } from '@baogong/drizzle/database/open-server';
import type { Database } from '@baogong/drizzle/database/port';
import type { ServeConfig } from './config.ts';
import { NotServed } from './not-served.ts';
import { requireDatabase } from './require-database.ts';

/** The database of a server process, judged before anything is done with it. */
export async function openServerDatabase(config: Pick<ServeConfig, 'databaseUrl' | 'poolSizeMax'>): Promise<Database> {
  const { databaseUrl, poolSizeMax } = config;
  const { host, pathname } = new URL(databaseUrl);
  const database = await openServer({ url: databaseUrl, poolSizeMax }).catch((cause: unknown) => {
    throw new NotServed(`The database ${host}${pathname} does not answer.`, { cause });
  });
  try {
    await requireDatabase(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
