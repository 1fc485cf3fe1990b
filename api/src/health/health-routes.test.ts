import { openTestDatabase, type TestDatabase } from '@baogong/drizzle/testing/open-test-database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { type Counter, openCounter } from '../testing/open-counter.ts';

let database: TestDatabase;
let counter: Counter;
beforeAll(async () => {
  database = await openTestDatabase();
  counter = await openCounter(database);
});
afterAll(() => database.close());

it('a counter is ready when all its parts answer', async () => {
  const app = createApp({ ...counter.deps, parts: { queue: async () => undefined } });
  expect((await app.request('/readyz')).status).toBe(200);
});

it('a counter that is not ready names the part that is missing, and still says that it lives', async () => {
  const broken = () => Promise.reject(new Error('password is swordfish'));
  const without = {
    database: createApp({ ...counter.deps, database: { ...database, read: broken } }),
    queue: createApp({ ...counter.deps, parts: { queue: broken } }),
  };
  for (const [part, app] of Object.entries(without)) {
    const answer = await app.request('/readyz');
    expect(answer.status).toBe(503);
    const body = await answer.text();
    expect(JSON.parse(body)).toMatchObject({ code: 'unavailable', details: { part } });
    expect(body).not.toContain('swordfish');
    expect((await app.request('/healthz')).status).toBe(200);
  }
});
