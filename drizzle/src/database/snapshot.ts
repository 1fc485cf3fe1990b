import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, openAsBlob, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { FolderInUse, lockFolder } from './lock-folder.ts';
import { type MigrateAlso, migrate } from './migrate.ts';
import { migrationsFolder } from './migrations-folder.ts';
import { openEmbedded } from './open-embedded.ts';

export interface SnapshotOptions {
  /** What else is migrated into it, and a key that changes when that changes (`bullmq-6.7.0`). */
  readonly also?: { readonly key: string; readonly migrate: MigrateAlso };
}

const WAIT_MS = 200;

/**
 * A migrated empty database as a file, made once per set of migrations and engine version: a new data folder or a test
 * worker starts from it instead of migrating. Returns its path.
 */
export async function ensureSnapshot({ also }: SnapshotOptions = {}): Promise<string> {
  const folder = join(migrationsFolder(), '..', 'dist', 'snapshots');
  const file = join(folder, `ground-${schemaKey(also?.key)}.tgz`);
  while (!existsSync(file)) {
    const lock = await lockFolder(folder).catch((error: unknown) => {
      if (error instanceof FolderInUse) return undefined;
      throw error;
    });
    // Somebody else is making it.
    if (!lock) await delay(WAIT_MS);
    else await build(file, also?.migrate).finally(lock.release);
  }
  return file;
}

/** The file as `openEmbedded` takes it. */
export function readSnapshot(file: string): Promise<Blob> {
  return openAsBlob(file, { type: 'application/x-gzip' });
}

async function build(file: string, also: MigrateAlso | undefined): Promise<void> {
  if (existsSync(file)) return;
  const database = await openEmbedded();
  try {
    await migrate(database, also ? [also] : []);
    const dump = Buffer.from(await (await database.dump()).arrayBuffer());
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.part`, dump);
    renameSync(`${file}.part`, file);
  } finally {
    await database.close();
  }
}

/** Changes with the migrations, the engine, and what else makes tables. */
export function schemaKey(alsoKey = ''): string {
  const hash = createHash('sha256').update(alsoKey);
  const require = createRequire(import.meta.url);
  for (const engine of ['@electric-sql/pglite', '@electric-sql/pglite-postgis']) {
    hash.update(readFileSync(join(dirname(require.resolve(engine)), '..', 'package.json')));
  }
  const folder = migrationsFolder();
  for (const name of readdirSync(folder)
    .filter((entry) => entry.endsWith('.sql'))
    .sort()) {
    hash.update(name).update(readFileSync(join(folder, name)));
  }
  return hash.digest('hex').slice(0, 16);
}
