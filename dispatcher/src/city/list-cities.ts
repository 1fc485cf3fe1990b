import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MANIFEST_FILE, manifestSchema } from '@baogong/drizzle/city/folder';

/** One line for each city of a data folder. */
export function listCities(dataDir: string): string {
  const home = join(dataDir, 'cities');
  const names = existsSync(home) ? readdirSync(home).sort() : [];
  const lines = names.filter((name) => existsSync(join(home, name, MANIFEST_FILE))).map((name) => describe(home, name));
  return lines.length > 0 ? lines.join('\n') : `No city in ${home}. Make one: npm run city -- generate --name shatou`;
}

function describe(home: string, name: string): string {
  const manifest = manifestSchema.safeParse(JSON.parse(readFileSync(join(home, name, MANIFEST_FILE), 'utf8')));
  if (!manifest.success) return `${name}\tits manifest cannot be read`;
  const { nameZh, seed, source, counts } = manifest.data;
  return [name, nameZh, `${counts.households ?? 0} households`, `seed ${seed}`, source].join('\t');
}
