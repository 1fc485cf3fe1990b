import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { PlannedRoute } from '../../actions/waves/plan.ts';
import { openBoxes } from '../../queries/waves/open-boxes.ts';
import type { Place } from '../../rules/place.ts';
import { shifts } from '../../schema/fleet.ts';
import { ledgerEntries } from '../../schema/ledger.ts';
import { orders } from '../../schema/orders.ts';
import { driverOf, firstTrip } from '../../testing/drive.ts';
import { clock } from '../../testing/good-day-ground.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { commitRoutes, routeOf, type TestVisit } from '../../testing/plan-route.ts';
import { acting, SMALL_CITY_DAY } from '../../testing/small-city.ts';
import { boxNow, type TestTraveller, type WorkingCity, workingCity } from '../../testing/working-city.ts';
import { pendingRows } from '../../verify/pending-rows.ts';
import { closeDay } from '../ledger/close-day.ts';
import { deliverStop } from './deliver.ts';
import { failStop } from './fail.ts';

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

/** Commits and drives a route of one visit as far as the arrival there. */
async function reached(
  traveller: TestTraveller,
  { source, visit, at }: { source: Place; visit: TestVisit; at: string },
) {
  const start = clock(at);
  const minute = (n: number) => new Date(start.getTime() + n * 60_000);
  const route = routeOf({ traveller, source, visits: [visit], departs: start });
  await commitRoutes(database, { city, planned: [route], now: start });
  const driver = driverOf(database, traveller);
  const trip = firstTrip(route);
  const toStop = trip.legs.find((leg) => leg.stopId);
  const approach = trip.legs[0] === toStop ? undefined : trip.legs[0];
  if (approach) await driver.drive(approach, start, minute(2));
  await driver.take(trip.id, minute(3));
  await driver.drive(toStop, minute(3), minute(6));
  return { route, stopId: trip.stops[0]?.id ?? '', at: minute(7) };
}

async function goHome({ actor }: TestTraveller, route: PlannedRoute, at: Date): Promise<void> {
  const driver = driverOf(database, { ...city.outsider, actor });
  await driver.drive(firstTrip(route).legs.at(-1), at, at);
}

const rider = () => city.outsider;
const self = (): TestVisit => ({ place: city.dropPoint, mode: 'self', boxIds: [city.boxIds[0]] });
const open = async (at: Date) =>
  (await database.read((db) => openBoxes(db, { cityId: city.id, at, limit: 10 }))).find(
    (box) => box.id === city.boxIds[0],
  );

/** The rider sets off with a box and finds the drop point closed, as often as told. */
async function turnedAway(times: string[]): Promise<void> {
  let source: Place = city.warehouse;
  for (const at of times) {
    const { route, stopId, at: then } = await reached(rider(), { source, visit: self(), at });
    await driverOf(database, rider()).as((tx) => failStop(tx, { stopId, failure: 'pointClosed' }), then);
    await goHome(rider(), route, then);
    source = rider().home;
  }
}

it('a box that was not taken is counted, stays with its rider, and is received where he brings it back', async () => {
  await turnedAway(['02:00', '03:00']);
  expect(await open(clock('03:30'))).toMatchObject({ failedStops: 2, leftBehind: false, custodian: { kind: 'rider' } });

  const back: TestVisit = { place: city.warehouse, mode: 'handOver', boxIds: [city.boxIds[0]] };
  const { stopId, at } = await reached(rider(), { source: rider().home, visit: back, at: '04:00' });
  await driverOf(database, rider()).as((tx) => deliverStop(tx, { stopId }), at);
  const box = await boxNow(database, city.boxIds[0]);
  expect(box).toMatchObject({ state: 'returned', custodianKind: 'warehouse', custodianId: city.near });
  const voided = await database.read((db) => db.select().from(ledgerEntries).where(eq(ledgerEntries.kind, 'void')));
  expect(voided.map((entry) => entry.orderId)).toEqual([box?.orderId]);
  const [order] = await database.read((db) =>
    db
      .select()
      .from(orders)
      .where(eq(orders.id, box?.orderId ?? '')),
  );
  expect(order).toMatchObject({ state: 'unserved', unservedReason: 'boxesReturned' });
});

it('once it is back, the day closes with nothing pending; before that the close waits for it', async () => {
  await turnedAway(['02:00']);
  const close = () => acting(database, (tx) => closeDay(tx, { cityId: city.id, day: SMALL_CITY_DAY }), clock('13:00'));
  await expect(close()).rejects.toMatchObject({ code: 'dayNotClosable' });
  const back: TestVisit = { place: city.warehouse, mode: 'handOver', boxIds: [city.boxIds[0]] };
  const { stopId, at } = await reached(rider(), { source: rider().home, visit: back, at: '04:00' });
  await driverOf(database, rider()).as((tx) => deliverStop(tx, { stopId }), at);
  await close();
  expect((await database.read((db) => pendingRows.run(db))).violations).toEqual([]);
});

it('what a rider still has when his shift is over is fetched from him where he is', async () => {
  await turnedAway(['02:00']);
  const offDuty = clock('03:00');
  await database.transaction((tx) =>
    tx
      .update(shifts)
      .set({ toAt: offDuty })
      .where(eq(shifts.riderId, rider().riderId ?? '')),
  );
  const left = await open(clock('03:30'));
  expect(left).toMatchObject({ leftBehind: true });

  const source: Place = { kind: 'spot', id: rider().riderId ?? '', point: left?.at ?? [0, 0] };
  const { stopId, at } = await reached(city.van, { source, visit: self(), at: '03:30' });
  await driverOf(database, city.van).as((tx) => deliverStop(tx, { stopId }), at);
  expect(await boxNow(database, city.boxIds[0])).toMatchObject({ state: 'delivered', custodianKind: 'dropPoint' });
});
