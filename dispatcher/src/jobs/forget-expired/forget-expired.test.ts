import { forgetExpired } from '@baogong/drizzle/actions/identity/forget-expired';
import { makeLink } from '@baogong/drizzle/actions/identity/make-link';
import { loginLinks } from '@baogong/drizzle/schema/sessions';
import { clock } from '@baogong/drizzle/testing/good-day-ground';
import { openTestDatabase, type TestDatabase } from '@baogong/drizzle/testing/open-test-database';
import { acting, smallCity } from '@baogong/drizzle/testing/small-city';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { schedulesFor } from '../all-jobs.ts';
import { forgetExpiredProcessor } from './processor.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.reset());

/** Links that ran out years before this test runs. */
async function oldLinks(count: number): Promise<void> {
  const { accountIds } = await smallCity(database);
  for (let i = 0; i < count; i++) {
    const accountId = accountIds[i % accountIds.length] ?? '';
    await acting(database, (tx) => makeLink(tx, { accountId, wallNow: new Date(0) }));
  }
}
const left = () => database.read((db) => db.$count(loginLinks));

it('the job forgets what has run out by wall time, whatever the clock of the city shows', async () => {
  await oldLinks(3);
  const { signal } = new AbortController();
  await forgetExpiredProcessor({ database }).process({}, { signal, jobId: 'one', attempt: 1 });
  expect(await left()).toBe(0);
});

it('one transaction forgets no more rows than its bound', async () => {
  await oldLinks(3);
  expect(await acting(database, (tx) => forgetExpired(tx, { wallNow: clock('00:00'), rowsMax: 2 }))).toBe(2);
  expect(await left()).toBe(1);
});

it('it is scheduled where a city lives in real time', () => {
  expect(schedulesFor({ kind: 'wall', now: async () => clock('00:00') }).map(({ job }) => job)).toContain(
    'forget-expired',
  );
});
