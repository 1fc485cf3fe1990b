import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { NotPlayed } from '../not-played.ts';

const DEBIAN = '/usr/lib/postgresql';

/** Where Debian keeps psql and pgbench of the newest PostgreSQL. */
export function binFolder(): string {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((one, other) => Number(other) - Number(one)) : [];
  const found = versions.map((version) => join(DEBIAN, version, 'bin')).find((bin) => existsSync(join(bin, 'pgbench')));
  if (found) return found;
  throw new NotPlayed('pgbench was not found: apt-get install postgresql-15');
}
