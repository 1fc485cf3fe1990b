import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { grantLogin } from '@baogong/drizzle/database/grant-login';
import { openServer } from '@baogong/drizzle/database/open-server';
import { onAdminConnection } from '@baogong/drizzle/testing/server-template';
import '@baogong/drizzle/testing/open-test-database';
import { afterAll, inject, it } from 'vitest';
import { openServerDatabase } from './open-server-database.ts';

const server = inject('server');
const operations = new URL('../../../docs/operations.md', import.meta.url);
const toolsHere = ['pg_dump', 'createdb', 'pg_restore'].every((tool) => spawnSync(tool, ['--version']).status === 0);
const suffix = randomBytes(6).toString('hex');
const [before, after, login] = [`baogong_test_${suffix}`, `baogong_test_${suffix}_r`, `baogong_test_${suffix}`];
const dir = mkdtempSync(join(tmpdir(), 'baogong-restore-'));
const admin = (run: Parameters<typeof onAdminConnection>[1]) => onAdminConnection(server?.url ?? '', run);

afterAll(async () => {
  rmSync(dir, { recursive: true, force: true });
  await admin(async (run) => {
    for (const name of [before, after]) await run(`drop database if exists ${name} with (force)`);
    await run(`drop role if exists ${login}`);
  });
});

/** A line of the manual that begins with this word, for our own database and file. */
function command(word: string): string {
  const line = readFileSync(operations, 'utf8')
    .split(/[`\n]/)
    .find((each) => each.startsWith(`${word} `));
  return (line ?? '')
    .replace('-O baogong_owner ', '')
    .replaceAll('baogong.dump', join(dir, 'baogong.dump'))
    .replace('baogong_restored', after)
    .replace(/ baogong( |$)/, ` ${before}$1`);
}

it.runIf(toolsHere)('what the manual says about backup and restore gives a database that is served', async () => {
  const url = new URL(server?.url ?? '');
  await admin((run) => run(`create database ${before} template ${server?.template}`));
  url.pathname = `/${before}`;
  const owner = await openServer({ url: url.href, poolSizeMax: 1 });
  await grantLogin(owner, { name: login });
  await owner.close();

  const { hostname: PGHOST, port: PGPORT, username: PGUSER, password: PGPASSWORD } = url;
  const env = { ...process.env, PGHOST, PGPORT, PGUSER, PGPASSWORD };
  for (const word of ['pg_dump', 'createdb', 'pg_restore']) {
    execFileSync('sh', ['-ec', command(word)], { env, stdio: 'pipe' });
  }
  Object.assign(url, { pathname: `/${after}`, username: login });
  await (await openServerDatabase({ databaseUrl: url.href, poolSizeMax: 1 })).close();
});
