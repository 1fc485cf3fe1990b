import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InvariantError } from '../rules/refusal.ts';

/** The folder of migrations, found upwards from this file, so that the sources and a bundle both find it. */
export function migrationsFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    for (const candidate of [join(folder, 'migrations'), join(folder, 'drizzle', 'migrations')]) {
      if (existsSync(join(candidate, 'meta', '_journal.json'))) return candidate;
    }
    const parent = dirname(folder);
    if (parent === folder) throw new InvariantError('the folder drizzle/migrations was not found');
    folder = parent;
  }
}
