import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { liveRouters } from '../../queries/routers/live-routers.ts';
import { routers } from '../../schema/routers.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { acting, SMALL_CITY_NOON, type SmallCity, smallCity } from '../../testing/small-city.ts';
import { type RecordRouter, recordRouter } from './record.ts';
import { retireRouters } from './retire.ts';

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

const recorded = (of: Partial<RecordRouter> = {}) =>
  acting(database, (tx) =>
    recordRouter(tx, {
      cityId: city.id,
      travellerClass: 'mannedVehicle',
      profile: 'car',
      lawVersion: 1,
      token: 'a'.repeat(40),
      lawKeys: ['law'],
      url: 'http://127.0.0.1:1',
      ...of,
    }),
  );
const live = () => database.read((db) => liveRouters(db, city.id));

it('at every instant one router lives per class and profile, and the one before it is retired but remembered', async () => {
  await recorded();
  await recorded({ lawVersion: 2, url: 'http://127.0.0.1:2' });
  await recorded({ travellerClass: 'outsideRider', profile: 'ebike', lawVersion: 2 });
  expect(await live()).toMatchObject([
    { travellerClass: 'mannedVehicle', lawVersion: 2, url: 'http://127.0.0.1:2', lawKeys: ['law'] },
    { travellerClass: 'outsideRider', lawVersion: 2 },
  ]);
  const all = await database.read((db) => db.select().from(routers));
  expect(all.filter(({ retiredAt }) => retiredAt)).toMatchObject([{ lawVersion: 1, retiredAt: SMALL_CITY_NOON }]);
});

it('a new keeper retires all that an earlier one left, in its own city alone', async () => {
  const other = await smallCity(database);
  await recorded();
  await recorded({ cityId: other.id });
  expect(await acting(database, (tx) => retireRouters(tx, { cityId: city.id }))).toEqual({ retired: 1 });
  expect(await live()).toEqual([]);
  expect(await database.read((db) => liveRouters(db, other.id))).toHaveLength(1);
});
