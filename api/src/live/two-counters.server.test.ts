import { openServer } from '@baogong/drizzle/database/open-server';
import type { Database } from '@baogong/drizzle/database/port';
import { rows } from '@baogong/drizzle/database/rows';
import { newId } from '@baogong/drizzle/rules/ids';
import { outbox } from '@baogong/drizzle/schema/transport';
import { onAdminConnection } from '@baogong/drizzle/testing/server-template';
import { SMALL_CITY_NOON } from '@baogong/drizzle/testing/small-city';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createApp } from '../app.ts';
import { type Counter, openCounter, openTestDatabase, type TestDatabase } from '../testing/open-counter.ts';

const APPLICATION = 'baogong-second-counter';

let database: TestDatabase;
let counter: Counter;
/** Another process's connections to the same database. */
let second: Database;
let seq = 0;

beforeAll(async () => {
  database = await openTestDatabase('postgres');
  counter = await openCounter(database);
  const [here] = await database.read((db) => rows<{ name: string }>(db, sql`select current_database() as name`));
  const url = new URL(inject('server')?.url ?? '');
  url.pathname = `/${here?.name}`;
  url.searchParams.set('application_name', APPLICATION);
  second = await openServer({ url: url.href, poolSizeMax: 3 });
});
afterAll(async () => {
  await second.close();
  await database.close();
});

/** As the relay does, in whatever process it runs. */
async function happen(lawVersion: number): Promise<void> {
  const cityId = counter.city.id;
  const event = { name: 'law.changed.v1', payload: { cityId, lawVersion }, recordedAt: SMALL_CITY_NOON } as const;
  seq += 1;
  await database.transaction(async (tx) => {
    await tx.insert(outbox).values({ id: newId(), cityId, seq, ...event });
    await tx.execute(sql`select pg_notify('events', ${String(seq)})`);
  });
}

it('what one process passes on reaches the clients of another, also after that one lost its connections', async () => {
  const app = createApp({ ...counter.deps, database: second });
  const { token } = await counter.hire('commander');
  const answer = await app.request('/v1/events?for=60', { headers: { Authorization: `Bearer ${token}` } });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let heard = '';
  const until = async (words: string) => {
    while (!heard.includes(words)) {
      const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
      if (done) throw new Error(`the stream ended with ${heard}`);
      heard += value;
    }
  };

  await until('event: ready');
  await happen(2);
  await until('"lawVersion":2');
  await onAdminConnection(inject('server')?.url ?? '', (run) =>
    run(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = '${APPLICATION}'`),
  );
  await happen(3);
  await until('"lawVersion":3');
  expect(heard.match(/"lawVersion":\d/g)).toEqual(['"lawVersion":2', '"lawVersion":3']);
  await reader?.cancel();
});
