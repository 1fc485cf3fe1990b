import pg from 'pg';
import { afterEach, expect, inject, it } from 'vitest';
import '../testing/open-test-database.ts';
import { ServerHolds } from './server-holds.ts';

const url = inject('server')?.url ?? '';
const open: ServerHolds[] = [];
const processOf = () => {
  const holds = new ServerHolds(url);
  open.push(holds);
  return holds;
};
afterEach(async () => {
  for (const holds of open.splice(0)) await holds.close();
});

it('a name that one process holds is refused to another, until the first lets go or ends', async () => {
  const [one, other] = [processOf(), processOf()];
  const held = await one.take('relay');
  expect(await other.take('relay')).toBeUndefined();
  await held?.release();
  const next = await other.take('relay');
  expect(next).toBeDefined();
  await other.close();
  await expect.poll(() => one.take('relay')).toBeDefined();
});

it('who loses his connection loses what he held, is told so, and may take it again', async () => {
  const [one, other] = [processOf(), processOf()];
  const held = await one.take('relay');
  const lost = new Promise((resolve) => held?.lost.addEventListener('abort', resolve));
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(
    `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()`,
  );
  await admin.end();

  await lost;
  const taken = await other.take('relay');
  expect(taken).toBeDefined();
  expect(await one.take('relay')).toBeUndefined();
  await taken?.release();
  expect(await one.take('relay')).toBeDefined();
});
