import { PGlite } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';

/** What any start must at least do: the engine and PostGIS on a folder, ready for a first query. */
export async function openBare(folder: string): Promise<void> {
  const database = await PGlite.create({ dataDir: folder, extensions: { postgis } });
  await database.exec('create extension if not exists postgis; select postgis_version();');
  console.log('ready');
  await database.close();
}
