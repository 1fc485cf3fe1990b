import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { boxes } from '../../schema/boxes.ts';
import { orders } from '../../schema/orders.ts';
import { stopBoxes } from '../../schema/routes.ts';
import { clock } from '../../testing/good-day-ground.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { commitRoutes, routeOf } from '../../testing/plan-route.ts';
import { acting, SMALL_CITY_DAY } from '../../testing/small-city.ts';
import { type WorkingCity, workingCity } from '../../testing/working-city.ts';
import { closeDay } from './close-day.ts';

let database: TestDatabase;
let city: WorkingCity;

beforeAll(async () => {
  database = await openTestDatabase();
  await database.reset();
  city = await workingCity(database);
});
afterAll(() => database.close());

const states = () =>
  database.read((db) =>
    db
      .select({ order: orders.state, box: boxes.state, active: stopBoxes.active })
      .from(orders)
      .innerJoin(boxes, eq(boxes.orderId, orders.id))
      .innerJoin(stopBoxes, eq(stopBoxes.boxId, boxes.id)),
  );

it('an order that was planned and not fetched is carried to the next day as placed, and its plan is taken back', async () => {
  const route = routeOf({
    traveller: city.van,
    source: city.warehouse,
    visits: [{ place: city.dropPoint, mode: 'self', boxIds: [city.boxIds[0]] }],
    departs: clock('02:00'),
  });
  await commitRoutes(database, { city, planned: [route], now: clock('01:50') });
  expect(await states()).toEqual([{ order: 'planned', box: 'packed', active: true }]);

  const day = { cityId: city.id, day: SMALL_CITY_DAY, unserved: 'carry' as const };
  expect(await acting(database, (tx) => closeDay(tx, day), clock('12:00'))).toMatchObject({ carried: 4 });
  expect(await states()).toEqual([{ order: 'placed', box: 'packed', active: false }]);
});
