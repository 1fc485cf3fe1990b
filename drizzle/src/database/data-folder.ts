import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EmbeddedDatabase, openEmbedded } from './open-embedded.ts';

export interface DataFolder {
  readonly database: EmbeddedDatabase;
  /** There was no database in it before. */
  readonly isNew: boolean;
}

/**
 * Opens the database of a data folder whose lock the caller holds; a new one is filled from the snapshot. A process that died
 * while it filled one leaves a mark, and the half-made database is thrown away: nobody was ever told that anything is in it.
 */
export async function openDataFolder(folder: string, snapshot: () => Promise<Blob>): Promise<DataFolder> {
  const unfinished = `${folder}.unfinished`;
  if (existsSync(unfinished)) rmSync(folder, { recursive: true, force: true });
  if (existsSync(join(folder, 'PG_VERSION'))) return { database: await openEmbedded({ folder }), isNew: false };

  const filling = await snapshot();
  writeFileSync(unfinished, '');
  const database = await openEmbedded({ folder, snapshot: filling });
  rmSync(unfinished);
  return { database, isNew: true };
}
