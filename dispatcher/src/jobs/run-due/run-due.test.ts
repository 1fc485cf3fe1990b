import { openBoxes } from '@baogong/drizzle/queries/waves/open-boxes';
import { waves } from '@baogong/drizzle/schema/waves';
import { driverOf, firstTrip } from '@baogong/drizzle/testing/drive';
import { clock as utc } from '@baogong/drizzle/testing/good-day-ground';
import { openTestDatabase, type TestDatabase } from '@baogong/drizzle/testing/open-test-database';
import { commitRoutes, routeNow, routeOf } from '@baogong/drizzle/testing/plan-route';
import { workingCity } from '@baogong/drizzle/testing/working-city';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runDue } from './run-due.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.reset();
});
afterAll(() => database.close());

it('a rider whose test ran out between plan and departure is refused, and the sweep frees his boxes for the next plan', async () => {
  const city = await workingCity(database);
  const visits = [{ place: city.dropPoint, mode: 'self' as const, boxIds: city.boxIds.slice(0, 1) }];
  const route = routeOf({ traveller: city.outsider, source: city.warehouse, visits, departs: utc('02:00') });
  await commitRoutes(database, { city, planned: [route], now: utc('01:50') });
  // Tested at midnight: the window of 48 hours closes two days later.
  const late = new Date(utc('00:30').getTime() + 48 * 3_600_000);
  const openNow = async () =>
    (await database.read((db) => openBoxes(db, { cityId: city.id, at: late, limit: 100 }))).map(({ id }) => id);
  expect(await openNow()).not.toContain(city.boxIds[0]);

  await expect(driverOf(database, city.outsider).depart(firstTrip(route).legs[0], late)).rejects.toMatchObject({
    code: 'testExpired',
  });
  await runDue({ database, clock: { kind: 'stepped', now: async () => late } });

  const now = await routeNow(database, route.id);
  expect(now.state).toBe('superseded');
  expect(now.legs.every(({ status }) => status === 'superseded')).toBe(true);
  expect(await openNow()).toContain(city.boxIds[0]);
  const asked = await database.read((db) => db.select({ cause: waves.cause, plannedAt: waves.plannedAt }).from(waves));
  expect(asked).toContainEqual({ cause: 'healthChanged', plannedAt: null });
});
