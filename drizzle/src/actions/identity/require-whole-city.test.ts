import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { actingAs, SMALL_CITY_DAY, type SmallCity, smallCity } from '../../testing/small-city.ts';
import { actorOf } from '../../testing/working-city.ts';
import { closeDay } from '../ledger/close-day.ts';

let database: TestDatabase;
let city: SmallCity;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  city = await smallCity(database);
});

const close = (role: 'commander' | 'gridWorker', path: string) =>
  actingAs(database, actorOf(city, role, city.accountIds[0], path), (tx) =>
    closeDay(tx, { cityId: city.id, day: SMALL_CITY_DAY }),
  );

it('the day of the whole city is not closed by who commands a part of it', async () => {
  for (const path of ['cn.d1.s1', 'cn.d2']) {
    await expect(close('commander', path)).rejects.toMatchObject({ code: 'outsideTerritory' });
  }
  await expect(close('gridWorker', 'cn')).rejects.toMatchObject({ code: 'forbidden' });
});

it('who commands all of its districts, or what lies above them, closes it', async () => {
  expect(await close('commander', 'cn')).toMatchObject({ day: SMALL_CITY_DAY });
});
