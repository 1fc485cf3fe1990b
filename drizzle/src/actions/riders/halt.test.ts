import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openBoxes } from '../../queries/waves/open-boxes.ts';
import { declared, ground } from '../../testing/declare.ts';
import { driverOf, firstTrip } from '../../testing/drive.ts';
import { clock } from '../../testing/good-day-ground.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { commitRoutes, routeNow, routeOf } from '../../testing/plan-route.ts';
import { acting, at } from '../../testing/small-city.ts';
import { boxNow, recordHealth, type TestTraveller, type WorkingCity, workingCity } from '../../testing/working-city.ts';
import { deliverStop } from '../stops/deliver.ts';
import { haltIfInvalid } from './halt.ts';

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

const haltOf = ({ riderId }: TestTraveller, now: Date) =>
  acting(database, (tx) => haltIfInvalid(tx, { riderId: riderId ?? '' }), now);
const turns = ({ riderId }: TestTraveller, colour: 'red' | 'yellow' | 'green', recordedAt: Date) =>
  recordHealth(database, { city, riderId, colour, recordedAt });

/** The van has taken box 1 for the drop point at 02:00. */
async function taken() {
  const visit = { place: city.dropPoint, mode: 'self' as const, boxIds: [city.boxIds[1]] };
  const planned = routeOf({ traveller: city.van, source: city.warehouse, visits: [visit], departs: clock('02:00') });
  await commitRoutes(database, { city, planned: [planned], now: clock('01:50') });
  const van = driverOf(database, city.van);
  await van.take(firstTrip(planned).id, clock('02:00'));
  return { planned, van, out: firstTrip(planned).legs[0] };
}

it('a rider whose code turns red stops where he was last seen, and his boxes are held there', async () => {
  const { planned, van, out } = await taken();
  await van.depart(out, clock('02:00'));
  await van.report(out, [at(0, -2)], clock('02:05'));
  await turns(city.van, 'red', clock('02:06'));
  expect(await haltOf(city.van, clock('02:06'))).toEqual({ routes: 1, heldBoxes: 1 });

  const now = await routeNow(database, planned.id);
  expect(now.state).toBe('halted');
  expect(now.legs.map((leg) => leg.status)).toEqual(['driven', 'superseded', 'superseded']);
  expect(now.boxes).toMatchObject([{ active: false }]);
  expect(await boxNow(database, city.boxIds[1])).toMatchObject({ state: 'held', heldPoint: at(0, -2) });
});

it('boxes are held also where he has taken them but not set off', async () => {
  await taken();
  await turns(city.van, 'red', clock('02:01'));
  await haltOf(city.van, clock('02:01'));
  expect(await boxNow(database, city.boxIds[1])).toMatchObject({ state: 'held', heldPoint: at(0, -5) });
});

it('another traveller takes held boxes by his own code alone, and brings them on', async () => {
  const { van, out } = await taken();
  await van.depart(out, clock('02:00'));
  await van.report(out, [at(0, -2)], clock('02:05'));
  await turns(city.van, 'red', clock('02:06'));
  await haltOf(city.van, clock('02:06'));

  const source = { kind: 'spot' as const, id: city.van.vehicleId ?? '', point: at(0, -2) };
  const visit = { place: city.dropPoint, mode: 'self' as const, boxIds: [city.boxIds[1]] };
  const rescue = routeOf({ traveller: city.outsider, source, visits: [visit], departs: clock('02:10') });
  await commitRoutes(database, { city, planned: [rescue], now: clock('02:08') });
  const rider = driverOf(database, city.outsider);
  const [approach, onward] = firstTrip(rescue).legs;
  await rider.drive(approach, clock('02:10'), clock('02:20'));
  await rider.take(firstTrip(rescue).id, clock('02:20'));
  expect(await boxNow(database, city.boxIds[1])).toMatchObject({
    state: 'loaded',
    custodianKind: 'rider',
    heldPoint: null,
  });
  await rider.drive(onward, clock('02:21'), clock('02:30'));
  await rider.as((tx) => deliverStop(tx, { stopId: firstTrip(rescue).stops[0]?.id ?? '' }), clock('02:31'));
  expect(await boxNow(database, city.boxIds[1])).toMatchObject({ state: 'delivered' });
});

it('who is well again takes up the boxes that are held with him', async () => {
  await taken();
  await turns(city.van, 'red', clock('02:01'));
  await haltOf(city.van, clock('02:01'));
  await turns(city.van, 'green', clock('02:30'));

  const visit = { place: city.dropPoint, mode: 'self' as const, boxIds: [city.boxIds[1]] };
  const source = { kind: 'spot' as const, id: city.van.vehicleId ?? '', point: at(0, -5) };
  const again = routeOf({ traveller: city.van, source, visits: [visit], departs: clock('02:40') });
  await commitRoutes(database, { city, planned: [again], now: clock('02:35') });
  const van = driverOf(database, city.van);
  await van.drive(firstTrip(again).legs[0], clock('02:40'), clock('02:41'));
  await van.take(firstTrip(again).id, clock('02:41'));
  expect(await boxNow(database, city.boxIds[1])).toMatchObject({ state: 'loaded', heldPoint: null });
});

it('a rider whose code holds is left alone, and so is a carrier with a yellow code in his sealed zone', async () => {
  await taken();
  expect(await haltOf(city.van, clock('02:03'))).toEqual({ routes: 0, heldBoxes: 0 });

  const { zoneId } = await declared(database, { city, ring: ground(1.5, 3), now: clock('02:10') });
  await turns(city.carrier, 'yellow', clock('02:11'));
  const inside = { kind: 'spot' as const, id: zoneId, point: at(1.7) };
  const walk = routeOf({ traveller: city.carrier, source: inside, visits: [], departs: clock('02:20') });
  await commitRoutes(database, { city, planned: [walk], now: clock('02:12') });
  await driverOf(database, city.carrier).depart(firstTrip(walk).legs[0], clock('02:20'));
  expect(await haltOf(city.carrier, clock('02:21'))).toEqual({ routes: 0, heldBoxes: 0 });
  expect((await routeNow(database, walk.id)).state).toBe('running');
  expect(await database.read((db) => openBoxes(db, { cityId: city.id, at: clock('02:21'), limit: 10 }))).toHaveLength(
    3,
  );
});
