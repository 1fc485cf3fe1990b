import { randomBytes } from 'node:crypto';
import { grantLogin } from '@baogong/drizzle/database/grant-login';
import { migrate } from '@baogong/drizzle/database/migrate';
import { openServer } from '@baogong/drizzle/database/open-server';
import type { Database } from '@baogong/drizzle/database/port';
import { onAdminConnection } from '@baogong/drizzle/testing/server-template';
import '@baogong/drizzle/testing/open-test-database';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { openServerDatabase } from './open-server-database.ts';
import { requireDatabase } from './require-database.ts';
import { requireRedis } from './require-redis.ts';

const server = inject('server');
const redisUrl = process.env.REDIS_URL ?? '';
const LOGIN = 'baogong_serve_test';

describe('a server process starts only on', () => {
  const name = `baogong_test_${randomBytes(6).toString('hex')}`;
  const urlOf = (user?: string) => {
    const url = new URL(server?.url ?? '');
    url.pathname = `/${name}`;
    if (user) url.username = user;
    return url.href;
  };
  let owner: Database;
  const judged = async (url: string) => {
    const database = await openServer({ url, poolSizeMax: 1 });
    await requireDatabase(database).finally(() => database.close());
  };

  beforeAll(async () => {
    await onAdminConnection(server?.url ?? '', (run) => run(`create database ${name} template ${server?.template}`));
    owner = await openServer({ url: urlOf(), poolSizeMax: 1 });
    await grantLogin(owner, { name: LOGIN, password: "it's 'secret'" });
  });
  afterAll(async () => {
    await owner.close();
    await onAdminConnection(server?.url ?? '', async (run) => {
      await run(`drop database ${name} with (force)`);
      await run(`drop role ${LOGIN}`);
    });
  });

  it('a login that owns nothing, made twice without harm', async () => {
    await grantLogin(owner, { name: LOGIN });
    await judged(urlOf(LOGIN));
  });

  it('no superuser and no owner of tables', async () => {
    await expect(judged(urlOf())).rejects.toThrow(/is a superuser: a server process needs a role that owns nothing/);
    const asOwner = (command: string) => owner.transaction((tx) => tx.execute(command), { role: 'owner' });
    await asOwner(`grant create on schema public to ${LOGIN}`);
    await asOwner(`create table public.mine (id int); alter table public.mine owner to ${LOGIN}`);
    await expect(judged(urlOf(LOGIN))).rejects.toThrow(/owns 1 tables/);
    await asOwner(`drop table public.mine; revoke create on schema public from ${LOGIN}`);
    await asOwner(`alter database ${name} owner to ${LOGIN}`);
    await expect(judged(urlOf(LOGIN))).rejects.toThrow(/who owns the database: a server process needs a role/);
    await asOwner(`alter database ${name} owner to current_user`);
  });

  it('no login that may not act as the roles of the system', async () => {
    const asOwner = (command: string) => owner.transaction((tx) => tx.execute(command), { role: 'owner' });
    await asOwner(`revoke baogong_app from ${LOGIN}`);
    await expect(judged(urlOf(LOGIN))).rejects.toThrow(/may not act as baogong_app: run npm run migrate/);
    await asOwner(`grant baogong_app to ${LOGIN}`);
  });

  it('no database that is behind this code, ahead of it, or empty', async () => {
    const journal = 'drizzle.__drizzle_migrations';
    const asOwner = (command: string) => owner.transaction((tx) => tx.execute(command), { role: 'owner' });
    await asOwner(`create table newest as select * from ${journal} order by created_at desc limit 1`);
    await asOwner(`delete from ${journal} where created_at = (select created_at from newest)`);
    await expect(judged(urlOf(LOGIN))).rejects.toThrow(/is behind \(\d+ migrations are applied.*run npm run migrate/);
    await asOwner(`insert into ${journal} select * from newest`);
    await asOwner(`insert into ${journal} (hash, created_at) values ('of tomorrow', 9999999999999)`);
    await expect(judged(urlOf(LOGIN))).rejects.toThrow(/is ahead of this code/);
    await asOwner(`delete from ${journal} where hash = 'of tomorrow'`);
    await judged(urlOf(LOGIN));
  });

  it('a database that is ahead is not migrated by older code, and said not to be', async () => {
    const asOwner = (command: string) => owner.transaction((tx) => tx.execute(command), { role: 'owner' });
    await migrate(owner);
    await asOwner(`insert into drizzle.__drizzle_migrations (hash, created_at) values ('of tomorrow', 9999999999999)`);
    await expect(migrate(owner)).rejects.toThrow(/is ahead of this code: use the version that migrated it/);
    await asOwner(`delete from drizzle.__drizzle_migrations where hash = 'of tomorrow'`);
  });

  it('a database that answers, and is told why one does not', async () => {
    const open = (url: string) => openServerDatabase({ databaseUrl: url, poolSizeMax: 1 });
    const elsewhere = new URL(urlOf(LOGIN));
    elsewhere.pathname = '/baogong_test_nowhere';
    await expect(open(elsewhere.href)).rejects.toThrow(
      /does not answer: database "baogong_test_nowhere" does not exist\.$/,
    );
    await expect(open('postgres://x:secret@127.0.0.1:1/x')).rejects.toThrow(
      'The database 127.0.0.1:1/x does not answer: connect ECONNREFUSED 127.0.0.1:1.',
    );
  });

  it('refuses a name that is no plain word', async () => {
    await expect(grantLogin(owner, { name: 'a"; drop' })).rejects.toThrow(/accepted are lower-case letters/);
  });
});

describe('a dispatcher starts only on a Redis that', () => {
  const redis = new Redis(redisUrl, { lazyConnect: true });
  afterEach(async () => {
    await redis.config('SET', 'maxmemory-policy', 'noeviction');
    await redis.config('SET', 'appendonly', 'yes');
  });
  afterAll(() => redis.disconnect());

  it('evicts nothing', async () => {
    await requireRedis(redisUrl, { mayForget: false });
    await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
    await expect(requireRedis(redisUrl, { mayForget: true })).rejects.toThrow(
      /maxmemory-policy allkeys-lru: accepted is noeviction/,
    );
  });

  it('keeps what it has on disk, unless that is said to be fine', async () => {
    await redis.config('SET', 'appendonly', 'no');
    await expect(requireRedis(redisUrl, { mayForget: false })).rejects.toThrow(/keeps nothing on disk/);
    await requireRedis(redisUrl, { mayForget: true });
  });

  it('answers', async () => {
    await expect(requireRedis('redis://127.0.0.1:1', { mayForget: false })).rejects.toThrow(
      'Redis at 127.0.0.1:1 does not answer: connect ECONNREFUSED 127.0.0.1:1.',
    );
  });

  it('lets the login in, which need not be allowed to ask for settings', async () => {
    const urlWith = (password: string) => {
      const url = new URL(redisUrl);
      Object.assign(url, { username: 'baogong_test', password });
      return url.href;
    };
    await redis.call('ACL', 'SETUSER', 'baogong_test', 'on', '>right', '~*', '+@all', '-config');
    try {
      await requireRedis(urlWith('right'), { mayForget: false });
      await redis.config('SET', 'appendonly', 'no');
      await expect(requireRedis(urlWith('right'), { mayForget: false })).rejects.toThrow(/keeps nothing on disk/);
      await expect(requireRedis(urlWith('wrong'), { mayForget: false })).rejects.toThrow(/does not answer: WRONGPASS/);
    } finally {
      await redis.call('ACL', 'DELUSER', 'baogong_test');
    }
  });
});
