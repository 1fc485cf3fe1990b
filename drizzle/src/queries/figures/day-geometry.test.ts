import { afterAll, beforeAll, expect, it } from 'vitest';
import { declared, ground } from '../../testing/declare.ts';
import { driverOf, firstTrip } from '../../testing/drive.ts';
import { clock } from '../../testing/good-day-ground.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { commitRoutes, routeNow, routeOf } from '../../testing/plan-route.ts';
import { at } from '../../testing/small-city.ts';
import { workingCity } from '../../testing/working-city.ts';
import { legFeatures } from './day-geometry.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it('a leg that the law cut at the instant of its departure is no driven piece under the law before', async () => {
  const city = await workingCity(database);
  const departs = clock('02:00');
  const visits = [{ place: city.dropPoint, mode: 'self' as const, boxIds: [city.boxIds[0]], via: [at(0), at(1)] }];
  const planned = routeOf({ traveller: city.van, source: city.warehouse, visits, departs });
  await commitRoutes(database, { city, planned: [planned], now: clock('01:50') });
  const van = driverOf(database, city.van);
  await van.take(firstTrip(planned).id, departs);
  await van.depart(firstTrip(planned).legs[0], departs);
  await declared(database, { city, ring: ground(-1, 0.5, -0.5, 0.5), now: departs });

  const rows = (await routeNow(database, planned.id)).legs.map(({ status }) => status);
  expect(rows).toEqual(['driven', 'superseded', 'superseded']);
  const told = await database.read((db) => legFeatures(db, city.id));
  expect(told.map(({ properties }) => [properties.status, properties.continues])).toEqual([
    ['superseded', null],
    ['superseded', null],
  ]);
});
