import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { sql } from 'drizzle-orm';
import type pg from 'pg';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { Unavailable } from '../rules/refusal.ts';
import '../testing/open-test-database.ts';
import { onAdminConnection } from '../testing/server-template.ts';
import { openServer } from './open-server.ts';
import type { Database } from './port.ts';
import { rows } from './rows.ts';

const server = new URL(inject('server')?.url ?? 'postgres://nowhere');
let cable: Server;
let ends: Socket[];
let database: Database;

/** Stands between us and the database, and can be pulled. */
beforeEach(async () => {
  ends = [];
  sleeper = undefined;
  cable = createServer((near) => {
    const far = connect(Number(server.port), server.hostname);
    ends.push(near);
    near.pipe(far).pipe(near);
    for (const end of [near, far]) end.on('error', () => undefined);
    near.on('close', () => far.destroy());
  }).listen(0, '127.0.0.1');
  await once(cable, 'listening');
  const through = new URL(server);
  through.port = String((cable.address() as AddressInfo).port);
  database = await openServer({ url: through.href, poolSizeMax: 2 });
});
afterEach(async () => {
  await database.close();
  cable.close();
});

const pulled = (how: (end: Socket) => void) => {
  for (const end of ends.splice(0)) how(end);
};
const SLEEP_S = 20;
let sleeper: number | undefined;
const sleeping = () =>
  database.transaction(
    async (tx) => {
      const [own] = await rows<{ pid: number }>(tx, sql`select pg_backend_pid() as pid`);
      sleeper = own?.pid;
      await tx.execute(sql`select pg_sleep(${SLEEP_S})`);
    },
    { role: 'owner' },
  );
const isAsleep = async () => {
  const statement = `select from pg_stat_activity where pid = ${sleeper ?? 0} and wait_event = 'PgSleep'`;
  const { rowCount } = (await onAdminConnection(server.href, (run) => run(statement))) as pg.QueryResult;
  return rowCount === 1;
};

it.each<[string, (end: Socket) => void]>([
  ['is reset', (end) => end.resetAndDestroy()],
  ['ends', (end) => end.destroy()],
])(
  'a transaction whose connection %s says that the database is unavailable, and the next one has a new connection',
  async (_how, how) => {
    const waiting = sleeping();
    const refused = expect(waiting).rejects.toThrow(Unavailable);
    await expect.poll(isAsleep).toBe(true);
    pulled(how);
    await refused;
    const again = await database.transaction((tx) => tx.execute(sql`select 1 as one`), { role: 'owner' });
    expect(again).toMatchObject({ rows: [{ one: 1 }] });
  },
);

it('a transaction that the server ends because it shuts down says the same', async () => {
  const waiting = database.transaction(
    async (tx) => {
      await tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`);
    },
    { role: 'owner' },
  );
  await expect(waiting).rejects.toMatchObject({ name: 'Unavailable', part: 'database' });
});

it('a name that was lost and taken again is not let go by its first holder', async () => {
  const first = await database.hold('name');
  pulled((end) => end.resetAndDestroy());
  await expect.poll(() => first?.lost.aborted).toBe(true);
  const second = await database.hold('name');
  expect(second?.lost.aborted).toBe(false);
  await first?.release();
  expect(await database.hold('name')).toBeUndefined();
  await second?.release();
  expect(await database.hold('name')).toBeDefined();
});

it('who listens hears again after the connection was lost', async () => {
  const heard: string[] = [];
  await database.listen('lost', (payload) => heard.push(payload));
  pulled((end) => end.resetAndDestroy());
  await expect
    .poll(
      async () => {
        await database.transaction((tx) => tx.execute(sql`select pg_notify('lost', 'again')`), { role: 'owner' });
        return heard.length;
      },
      { timeout: 10_000 },
    )
    .toBeGreaterThan(0);
});

it('a channel that could not be listened to while the server was away can be listened to when it is back', async () => {
  const { port } = cable.address() as AddressInfo;
  cable.close();
  pulled((end) => end.destroy());
  await expect(database.listen('away', () => undefined)).rejects.toThrow();
  cable.listen(port, '127.0.0.1');
  const heard: string[] = [];
  await database.listen('away', (payload) => heard.push(payload));
  await database.transaction((tx) => tx.execute(sql`select pg_notify('away', 'back')`), { role: 'owner' });
  await expect.poll(() => heard).toEqual(['back']);
});
