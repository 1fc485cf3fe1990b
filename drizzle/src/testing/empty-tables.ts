import { sql } from 'drizzle-orm';
import type { Database } from '../database/port.ts';
import { rows } from '../database/rows.ts';

/**
 * Deletes the rows of every table that has some. Cheaper than TRUNCATE, which makes new files for fifty tables; as a
 * replica no foreign key and no append-only trigger fires.
 */
export async function emptyTables(database: Database): Promise<void> {
  await database.transaction(
    async (tx) => {
      const tables = await rows<{ name: string }>(
        tx,
        sql`select quote_ident(tablename) as name from pg_tables
            where schemaname = 'public' and tablename <> 'spatial_ref_sys' order by tablename`,
      );
      const probes = tables.map(
        ({ name }) => sql`select ${name}::text as name where exists (select from ${sql.raw(name)})`,
      );
      const filled = await rows<{ name: string }>(tx, sql.join(probes, sql` union all `));
      await tx.execute(sql`set local session_replication_role = replica`);
      for (const { name } of filled) await tx.execute(sql`delete from ${sql.raw(name)}`);
    },
    { role: 'owner' },
  );
}
