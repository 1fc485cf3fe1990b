import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { inject } from 'vitest';
import { openEmbedded } from '../database/open-embedded.ts';
import { openServer } from '../database/open-server.ts';
import type { Database } from '../database/port.ts';
import { readSnapshot } from '../database/snapshot.ts';
import { emptyTables } from './empty-tables.ts';
import { onAdminConnection } from './server-template.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The migrated embedded database, made once by the global setup. */
    snapshotFile: string;
    /** Set when DATABASE_URL is: a server, and the migrated database on it that tests copy. */
    server: { url: string; template: string } | undefined;
  }
}

export type Engine = Database['engine'];

export interface TestDatabase extends Database {
  /** Deletes every row: call it between tests. */
  reset(): Promise<void>;
}

const POOL_SIZE_MAX = 12;

/** Engines that this run can prove things on: the embedded one always, a server where DATABASE_URL is set. */
export function enginesUnderTest(): Engine[] {
  return inject('server') ? ['pglite', 'postgres'] : ['pglite'];
}

/** A clean migrated database of this test file's own: on the server where DATABASE_URL is set, else embedded. */
export async function openTestDatabase(
  engine: Engine = inject('server') ? 'postgres' : 'pglite',
): Promise<TestDatabase> {
  const database = engine === 'postgres' ? await copyOfTemplate() : await fromSnapshot();
  return { ...database, reset: () => emptyTables(database) };
}

/** Opening an engine takes seconds, so that a closed one waits, empty, for the next suite of the same worker. */
const shelf: Database[] = [];

async function fromSnapshot(): Promise<Database> {
  const database = shelf.pop() ?? (await openEmbedded({ snapshot: await readSnapshot(inject('snapshotFile')) }));
  return {
    ...database,
    async close() {
      await emptyTables(database);
      shelf.push(database);
    },
  };
}

async function copyOfTemplate(): Promise<Database> {
  const server = inject('server');
  if (!server) throw new Error('DATABASE_URL is not set: there is no server to test on');
  const name = `baogong_test_${randomBytes(6).toString('hex')}`;
  await onAdminConnection(server.url, (run) => run(`create database ${name} template ${server.template}`));

  const url = new URL(server.url);
  url.pathname = `/${name}`;
  const database = await openServer({ url: url.href, poolSizeMax: POOL_SIZE_MAX });
  return {
    ...database,
    async close() {
      await database.close();
      await onAdminConnection(server.url, (run) => run(`drop database if exists ${name} with (force)`));
    },
  };
}

/** The owner's view, for planting rows that no action would write. */
export function asOwner(database: Database, statement: string): Promise<unknown> {
  return database.transaction((tx) => tx.execute(sql.raw(statement)), { role: 'owner' });
}
