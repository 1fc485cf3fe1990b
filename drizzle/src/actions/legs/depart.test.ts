import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { cities } from '../../schema/cities.ts';
import { declared, ground } from '../../testing/declare.ts';
import { driverOf, firstTrip } from '../../testing/drive.ts';
import { clock } from '../../testing/good-day-ground.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { commitRoutes, routeNow, routeOf } from '../../testing/plan-route.ts';
import { type WorkingCity, workingCity } from '../../testing/working-city.ts';

let database: TestDatabase;
let city: WorkingCity;
let route: ReturnType<typeof routeOf>;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** The outside rider is to leave his home at 02:00, for ten minutes each way; the ground between is sealed from 03:00. */
beforeEach(async () => {
  await database.reset();
  city = await workingCity(database);
  route = routeOf({
    traveller: city.outsider,
    source: city.warehouse,
    visits: [{ place: city.dropPoint, mode: 'self', boxIds: [city.boxIds[0]] }],
    departs: clock('02:00'),
  });
  await declared(database, { city, ring: ground(-1, 1, -3, -2), now: clock('01:40'), validFrom: clock('03:00') });
  await commitRoutes(database, { city, planned: [route], now: clock('01:50') });
});

const depart = (time: string) => driverOf(database, city.outsider).depart(firstTrip(route).legs[0], clock(time));
const departedAt = async () => (await routeNow(database, route.id)).legs.map((leg) => leg.departedAt)[0];

it('who sets off so late that he would be on the way when a zone takes force is refused, a little earlier he is not', async () => {
  await expect(depart('02:55')).rejects.toMatchObject({ code: 'legUnlawful' });
  expect(await departedAt()).toBeNull();
  await depart('02:49');
  expect(await departedAt()).toEqual(clock('02:49'));
});

it('a leg that was judged under an older law is not driven', async () => {
  // As it is for a moment when another process has raised the law and not yet judged the legs.
  await database.transaction((tx) => tx.update(cities).set({ lawVersion: 2 }).where(eq(cities.id, city.id)));
  await expect(depart('02:00')).rejects.toMatchObject({ code: 'lawChanged', details: { planned: 1, is: 2 } });
  expect(await departedAt()).toBeNull();
});
