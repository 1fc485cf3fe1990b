import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { NotServed } from '../not-served.ts';
import type { ProcessPlan } from './local-process.ts';

export interface LocalPostgres {
  readonly plan: ProcessPlan;
  /** As the superuser who also owns the schema. */
  readonly ownerUrl: string;
  readonly urlOf: (user: string, database: string) => string;
}

const INSTALL = 'apt-get install postgresql-15-postgis-3 (or another package that carries PostgreSQL 15 and PostGIS 3)';
const CONNECTIONS_MAX = 200;
/** After a crash the whole file system is flushed at once, not some thousand files one by one, which takes seconds. */
const RECOVERY = process.platform === 'linux' ? ['-c', 'recovery_init_sync_method=syncfs'] : [];

/** A cluster in DIR/pg on a loopback port, run by an unprivileged user: PostgreSQL refuses to be root. */
export function localPostgres({ dir, port }: { readonly dir: string; readonly port: number }): LocalPostgres {
  const bin = binFolder();
  const user = unprivileged();
  const data = join(dir, 'pg');
  const sockets = join(dir, 'sock');
  for (const folder of [data, sockets]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (user) chownSync(folder, user.uid, user.gid);
  }
  if (!existsSync(join(data, 'PG_VERSION'))) makeCluster(bin, data, user);
  const urlOf = (name: string, database: string) => `postgres://${name}@127.0.0.1:${port}/${database}`;
  const ownerUrl = urlOf('postgres', 'postgres');
  return {
    ownerUrl,
    urlOf,
    plan: {
      name: 'postgres',
      command: join(bin, 'postgres'),
      args: [
        ...['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1'],
        ...['-c', `unix_socket_directories=${sockets}`, '-c', `max_connections=${CONNECTIONS_MAX}`],
        ...RECOVERY,
      ],
      ...(user && { user }),
      logFile: join(dir, 'postgres.log'),
      stopSignal: 'SIGINT',
      isReady: () => answers(ownerUrl),
    },
  };
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } finally {
    await client.end();
  }
}

function makeCluster(bin: string, data: string, user: ProcessPlan['user']): void {
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
    { ...user, encoding: 'utf8' },
  );
  if (made.status === 0) return;
  throw new NotServed(`No database cluster could be made in ${data}: ${made.stderr || made.error?.message}`);
}

function binFolder(): string {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((one, other) => Number(other) - Number(one)) : [];
  const found = versions.map((version) => join(debian, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')));
  if (found) return found;
  const asked = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' });
  if (asked.status === 0 && existsSync(join(asked.stdout.trim(), 'initdb'))) return asked.stdout.trim();
  throw new NotServed(`PostgreSQL is not on this machine: ${INSTALL}.`);
}

function unprivileged(): ProcessPlan['user'] {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}
