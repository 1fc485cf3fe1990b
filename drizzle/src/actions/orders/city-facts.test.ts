import { afterAll, beforeAll, expect, it } from 'vitest';
import { clock } from '../../testing/good-day-ground.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { acting } from '../../testing/small-city.ts';
import { workingCity } from '../../testing/working-city.ts';
import { cityFacts } from './city-facts.ts';
import { deliveryOf } from './delivery-of.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it('an order before the first shift on record is promised from it, on the civil day of the city', async () => {
  const { id } = await workingCity(database, { households: 3 });
  // All work from 8 to 22 of the city; half past midnight there is the evening before in UTC.
  const early = new Date('2026-03-31T16:30:00Z');
  const when = (now: Date) => acting(database, async (tx) => deliveryOf(now, await cityFacts(tx, id)), now);
  expect(await when(early)).toEqual({ deliveryDay: '2026-04-01', promisedAt: clock('05:00') });
  expect(await when(clock('02:00'))).toEqual({ deliveryDay: '2026-04-01', promisedAt: clock('07:00') });
});
