import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { migrationsFolder } from './migrations-folder.ts';
import type { Reader } from './port.ts';
import { rows } from './rows.ts';

export type SchemaState =
  | { readonly is: 'current' }
  | { readonly is: 'empty' | 'behind' | 'ahead'; readonly applied: number; readonly known: number };

/** How the schema of a database stands to the migrations that this code knows. */
export async function schemaState(db: Reader): Promise<SchemaState> {
  const known = readMigrationFiles({ migrationsFolder: migrationsFolder() }).map(({ folderMillis }) => folderMillis);
  const [there] = await rows<{ there: boolean }>(
    db,
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as there`,
  );
  if (!there?.there) return { is: 'empty', applied: 0, known: known.length };

  const applied = await rows<{ at: number }>(db, sql`select created_at as at from drizzle.__drizzle_migrations`);
  const counts = { applied: applied.length, known: known.length };
  if (applied.some(({ at }) => !known.includes(at))) return { is: 'ahead', ...counts };
  return known.every((at) => applied.some((each) => each.at === at)) ? { is: 'current' } : { is: 'behind', ...counts };
}
