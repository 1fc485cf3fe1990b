import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { activeRoutes } from '../../queries/routes/active-routes.ts';
import { travellersOnShift } from '../../queries/waves/travellers-on-shift.ts';
import { caughtInside } from '../../schema/legs.ts';
import { declared, ground } from '../../testing/declare.ts';
import { driverOf, firstTrip } from '../../testing/drive.ts';
import { clock } from '../../testing/good-day-ground.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { commitRoutes, routeNow, routeOf, type TestVisit } from '../../testing/plan-route.ts';
import { at } from '../../testing/small-city.ts';
import { boxNow, type TestTraveller, type WorkingCity, workingCity } from '../../testing/working-city.ts';
import { deliverStop } from '../stops/deliver.ts';

let database: TestDatabase;
let city: WorkingCity;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  city = await workingCity(database);
});

/** Stands at the first of its visits, boxes not yet given. */
async function arrivedAtFirst(traveller: TestTraveller, visits: readonly TestVisit[]) {
  const planned = routeOf({ traveller, source: city.warehouse, visits, departs: clock('02:00') });
  await commitRoutes(database, { city, planned: [planned], now: clock('01:50') });
  const driver = driverOf(database, traveller);
  await driver.take(firstTrip(planned).id, clock('02:00'));
  await driver.drive(firstTrip(planned).legs[0], clock('02:00'), clock('02:10'));
  const deliver = () =>
    driver.as((tx) => deliverStop(tx, { stopId: firstTrip(planned).stops[0]?.id ?? '' }), clock('02:12'));
  return { planned, driver, deliver };
}

const drop = (): TestVisit => ({ place: city.dropPoint, mode: 'self', boxIds: [city.boxIds[1]] });
const door = (house: number): TestVisit => ({ place: city.house(house), mode: 'door', boxIds: [city.boxIds[house]] });

it('who stands at a stop outside the new zone still delivers there, though his route is taken back', async () => {
  const { planned, deliver } = await arrivedAtFirst(city.van, [drop(), door(3)]);
  const { touched } = await declared(database, { city, ring: ground(2.5, 4), now: clock('02:11') });
  expect(touched).toHaveLength(1);
  expect((await routeNow(database, planned.id)).stops.map((stop) => stop.state)).toEqual(['arrived', 'superseded']);

  const riderId = city.van.riderId ?? '';
  expect(await database.read((db) => activeRoutes(db, { riderId }))).toMatchObject([{ id: planned.id }]);
  await deliver();
  expect(await boxNow(database, city.boxIds[1])).toMatchObject({ state: 'delivered' });
  expect(await database.read((db) => activeRoutes(db, { riderId }))).toEqual([]);
});

it('who stands at a stop of a sealed household may not deliver, and keeps the boxes', async () => {
  const { deliver } = await arrivedAtFirst(city.van, [door(1)]);
  await declared(database, { city, ring: ground(0.5, 1.5), now: clock('02:11') });
  await expect(deliver()).rejects.toMatchObject({ code: 'wrongState' });
  expect(await boxNow(database, city.boxIds[1])).toMatchObject({ state: 'loaded', custodianKind: 'vehicle' });
});

it('he does not set off on another route before that stop is served', async () => {
  const { driver, deliver } = await arrivedAtFirst(city.van, [drop(), door(3)]);
  await declared(database, { city, ring: ground(2.5, 4), now: clock('02:11') });
  const next = routeOf({ traveller: city.van, source: city.warehouse, visits: [door(0)], departs: clock('02:20') });
  await commitRoutes(database, { city, planned: [next], now: clock('02:11') });
  await expect(driver.take(firstTrip(next).id, clock('02:20'))).rejects.toMatchObject({ code: 'stopOutOfOrder' });
  await deliver();
  await driver.take(firstTrip(next).id, clock('02:20'));
});

it('a manned vehicle inside a zone that is sealed around it is noted once and may set out to leave once', async () => {
  await arrivedAtFirst(city.van, [door(1)]);
  const { zoneId } = await declared(database, { city, ring: ground(0.5, 1.5), now: clock('02:11') });
  // A second change of law finds it there again.
  await declared(database, { city, ring: ground(3.5, 5), now: clock('02:13') });
  expect(await database.read((db) => db.select().from(caughtInside))).toMatchObject([{ zoneId, point: at(1) }]);

  const vanNow = async () =>
    (await database.read((db) => travellersOnShift(db, { cityId: city.id, at: clock('02:14') }))).find(
      (each) => each.riderId === city.van.riderId,
    );
  expect(await vanNow()).toMatchObject({ caughtInZoneId: zoneId });

  const leaving = routeOf({ traveller: city.van, source: city.warehouse, visits: [], departs: clock('02:15') });
  const trip = firstTrip(leaving);
  const spot = { kind: 'spot' as const, id: leaving.id, point: at(1) };
  const gone = { kind: 'spot' as const, id: leaving.id, point: at(0.3) };
  const [leg] = trip.legs;
  if (!leg) throw new Error('a route has a leg');
  const way = { ...leg, from: spot, to: gone, purpose: 'leave' as const, zoneId, line: [at(1), at(0.3)] };
  const planned = { ...leaving, trips: [{ ...trip, source: spot, legs: [way] }] };
  await commitRoutes(database, { city, planned: [planned], now: clock('02:14') });
  const van = driverOf(database, city.van);
  await van.depart(way, clock('02:15'));
  await van.report(way, [at(0.9)], clock('02:16'));
  // Another change: the way out goes on, but no second one is given.
  await declared(database, { city, ring: ground(6, 7), now: clock('02:17') });
  expect((await routeNow(database, leaving.id)).legs.map((each) => each.status)).toEqual(['driven', 'planned']);
  expect(await vanNow()).toMatchObject({ caughtInZoneId: null });
});

it('an autonomous vehicle inside is not caught: it may be there and drive out', async () => {
  await arrivedAtFirst(city.robot, [{ ...drop(), place: { ...city.dropPoint, point: at(1, 1) } }]);
  const { zoneId } = await declared(database, { city, ring: ground(0.5, 1.5), now: clock('02:11') });
  const caught = await database.read((db) => db.select().from(caughtInside).where(eq(caughtInside.zoneId, zoneId)));
  expect(caught).toEqual([]);
});
