import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Actor } from '../../database/actor.ts';
import type { Id } from '../../rules/ids.ts';
import type { Place } from '../../rules/place.ts';
import { ledgerEntries } from '../../schema/ledger.ts';
import { orders } from '../../schema/orders.ts';
import { stopBoxes } from '../../schema/routes.ts';
import { gates } from '../../schema/zones.ts';
import { declared, ground, lifted } from '../../testing/declare.ts';
import { driverOf, firstTrip } from '../../testing/drive.ts';
import { clock } from '../../testing/good-day-ground.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { commitRoutes, routeOf, type TestVisit } from '../../testing/plan-route.ts';
import { actingAs } from '../../testing/small-city.ts';
import { actorOf, boxNow, type WorkingCity, workingCity } from '../../testing/working-city.ts';
import { deliverStop } from '../stops/deliver.ts';
import { type Collection, collectOrder } from './collect.ts';

let database: TestDatabase;
let city: WorkingCity;
let zoneId: Id;
let gate: Place;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
/** Houses 2 and 3 are restricted, their drop point lies outside: the boxes of both are delivered at the gate. */
beforeEach(async () => {
  await database.reset();
  city = await workingCity(database);
  zoneId = (await declared(database, { city, ring: ground(1.5, 3.5), zoneClass: 'restricted', now: clock('01:55') }))
    .zoneId;
  const found = await database.read((db) => db.select().from(gates).where(eq(gates.zoneId, zoneId)));
  const [west] = found.sort((one, other) => one.point[0] - other.point[0]);
  gate = { kind: 'gate', id: west?.id ?? '', point: west?.point ?? [0, 0] };
  await brought({ place: gate, mode: 'gate', boxIds: [city.boxIds[2], city.boxIds[3]], zoneId });
});

async function brought(visit: TestVisit): Promise<void> {
  const route = routeOf({ traveller: city.outsider, source: city.warehouse, visits: [visit], departs: clock('02:00') });
  await commitRoutes(database, { city, planned: [route], now: clock('02:00') });
  const trip = firstTrip(route);
  const driver = driverOf(database, city.outsider);
  await driver.drive(trip.legs[0], clock('02:00'), clock('02:02'));
  await driver.take(trip.id, clock('02:03'));
  await driver.drive(trip.legs[1], clock('02:03'), clock('02:06'));
  await driver.as((tx) => deliverStop(tx, { stopId: trip.stops[0]?.id ?? '' }), clock('02:07'));
}

async function codeOf(house: number): Promise<string> {
  const box = await boxNow(database, city.boxIds[house]);
  const [order] = await database.read((db) =>
    db
      .select({ code: orders.pickupCode })
      .from(orders)
      .where(eq(orders.id, box?.orderId ?? '')),
  );
  return order?.code ?? '';
}

const keeper = (): Actor => actorOf(city, 'gateKeeper', city.accountIds[0], 'cn.d1.s1.c1');
const resident = (house: number): Actor => actorOf(city, 'resident', city.accountIds[house]);
const collecting = (actor: Actor, collection: Collection) =>
  actingAs(database, actor, (tx) => collectOrder(tx, collection), clock('02:30'));
const entries = async () => (await database.read((db) => db.select().from(ledgerEntries))).length;

it('a box delivered at a gate is handed out by its keeper against the pickup code, and no stock moves', async () => {
  const before = await entries();
  const collected = await collecting(keeper(), { gateId: gate.id, pickupCode: await codeOf(2) });
  expect(collected.boxes).toEqual([city.boxIds[2]]);
  expect(await boxNow(database, city.boxIds[2])).toMatchObject({
    ...{ state: 'delivered', custodianKind: 'household', custodianId: city.householdIds[2] },
    collectedAt: clock('02:30'),
  });
  expect(await entries()).toBe(before);
});

it('a resident collects the own box at the gate, and nobody another household’s', async () => {
  const pickupCode = await codeOf(2);
  await expect(collecting(resident(3), { gateId: gate.id, pickupCode })).rejects.toMatchObject({
    code: 'pickupCodeWrong',
  });
  expect((await collecting(resident(2), { gateId: gate.id, pickupCode })).boxes).toHaveLength(1);
});

it('a code opens only the place where the box lies', async () => {
  const pickupCode = await codeOf(2);
  const leader = actorOf(city, 'groupLeader', undefined, 'cn.d1.s1.c1');
  await expect(collecting(leader, { dropPointId: city.dropPointId, pickupCode })).rejects.toMatchObject({
    code: 'pickupCodeWrong',
  });
  await expect(collecting(keeper(), { gateId: gate.id, pickupCode: '000000' })).rejects.toMatchObject({
    code: 'pickupCodeWrong',
  });
});

it('the keeper of another community, a leader and a rider hand nothing out at a gate', async () => {
  const pickupCode = await codeOf(2);
  const strangers = [actorOf(city, 'gateKeeper', undefined, 'cn.d1.s1.c2'), actorOf(city, 'groupLeader')];
  for (const actor of [...strangers, city.outsider.actor]) {
    await expect(collecting(actor, { gateId: gate.id, pickupCode })).rejects.toMatchObject({ code: 'forbidden' });
  }
});

it('a box waits at the gate for its household also after the zone has ended', async () => {
  await lifted(database, { city, zoneId, now: clock('02:10') });
  const collected = await collecting(keeper(), { gateId: gate.id, pickupCode: await codeOf(3) });
  expect(collected.boxes).toEqual([city.boxIds[3]]);
});

it('a carrier who was to follow on with a box that was collected does not wait for it', async () => {
  const { zoneId: sealed } = await declared(database, { city, ring: ground(2.5, 3.5), now: clock('02:10') });
  const door: TestVisit = { place: city.house(3), mode: 'door', boxIds: [city.boxIds[3]], zoneId: sealed };
  const route = routeOf({ traveller: city.carrier, source: gate, visits: [door], departs: clock('02:20') });
  await commitRoutes(database, { city, planned: [route], now: clock('02:20') });
  await collecting(keeper(), { gateId: gate.id, pickupCode: await codeOf(3) });
  const [planned] = await database.read((db) =>
    db
      .select()
      .from(stopBoxes)
      .where(eq(stopBoxes.stopId, firstTrip(route).stops[0]?.id ?? '')),
  );
  expect(planned).toMatchObject({ active: false, outcome: 'superseded' });
});
