import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import pg from 'pg';
import { type MigrateAlso, migrate } from '../database/migrate.ts';
import { openServer } from '../database/open-server.ts';

type Run = (statement: string) => Promise<unknown>;

/** The migrated database that tests copy, made once per snapshot: the snapshot's file name says what is in it. */
export async function ensureTemplate(url: string, snapshotFile: string, also: readonly MigrateAlso[]): Promise<string> {
  const name = `baogong_template_${createHash('sha256').update(basename(snapshotFile)).digest('hex').slice(0, 12)}`;
  await onAdminConnection(url, async (run) => {
    await run('select pg_advisory_lock(1818579826)');
    const { rows } = (await run(
      `select 1 from pg_database where datname = '${name}' and datistemplate`,
    )) as pg.QueryResult;
    if (rows.length > 0) return;
    await run(`drop database if exists ${name}`);
    await run(`create database ${name} template template0 encoding 'UTF8'`);

    const own = new URL(url);
    own.pathname = `/${name}`;
    const database = await openServer({ url: own.href, poolSizeMax: 2 });
    await migrate(database, also).finally(database.close);
    await run(`alter database ${name} is_template true`);
  });
  return name;
}

/** A connection to the server's own database, for statements that no transaction may hold. */
export async function onAdminConnection<T>(url: string, work: (run: Run) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work((statement) => client.query(statement));
  } finally {
    await client.end();
  }
}
