import { openServer, type ServerOptions } from '@baogong/drizzle/database/open-server';
import type { Database } from '@baogong/drizzle/database/port';
import type { ServeConfig } from './config.ts';
import { NotServed } from './not-served.ts';
import { reasonOf } from './reason-of.ts';
import { requireDatabase } from './require-database.ts';

/** The database of a server process, judged before anything is done with it. */
export async function openServerDatabase(config: Pick<ServeConfig, 'databaseUrl' | 'poolSizeMax'>): Promise<Database> {
  const { databaseUrl, poolSizeMax } = config;
  const database = await openAnswering({ url: databaseUrl, poolSizeMax });
  try {
    await requireDatabase(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** A database that answers; one that does not is named with the reason, and without its password. */
export function openAnswering(options: ServerOptions): Promise<Database> {
  return openServer(options).catch((cause: unknown) => {
    const { host, pathname } = new URL(options.url);
    throw new NotServed(`The database ${host}${pathname} does not answer: ${reasonOf(cause)}.`, { cause });
  });
}
