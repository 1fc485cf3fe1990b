import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openBoxes } from '../../queries/waves/open-boxes.ts';
import type { Place } from '../../rules/place.ts';
import { custody } from '../../schema/boxes.ts';
import { ledgerEntries } from '../../schema/ledger.ts';
import { gates, relays } from '../../schema/zones.ts';
import { declared, ground, lifted } from '../../testing/declare.ts';
import { driverOf, firstTrip } from '../../testing/drive.ts';
import { clock } from '../../testing/good-day-ground.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { commitRoutes, routeOf, type TestVisit } from '../../testing/plan-route.ts';
import { at } from '../../testing/small-city.ts';
import { boxNow, type TestTraveller, type WorkingCity, workingCity } from '../../testing/working-city.ts';
import { forbiddenCrossings } from '../../verify/forbidden-crossings.ts';
import { lostBoxes } from '../../verify/lost-boxes.ts';
import { wrongHandovers } from '../../verify/wrong-handovers.ts';
import { deliverStop } from './deliver.ts';

let database: TestDatabase;
let city: WorkingCity;
let zoneId: string;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
/** Houses 2 and 3 are sealed; the carrier lives in house 2. */
beforeEach(async () => {
  await database.reset();
  city = await workingCity(database);
});

async function seal(now: Date): Promise<{ outer: Place; inner: Place }> {
  zoneId = (await declared(database, { city, ring: ground(1.5, 3.5), now })).zoneId;
  const found = await database.read((db) => db.select().from(gates).where(eq(gates.zoneId, zoneId)));
  const west = found.sort((one, other) => one.point[0] - other.point[0])[0];
  if (!west) throw new Error('the zone has a gate');
  const place = { kind: 'gate' as const, id: west.id };
  return { outer: { ...place, point: west.point }, inner: { ...place, point: west.innerPoint } };
}

/** Drives a route of one visit from its beginning to the delivery. */
async function brought(
  traveller: TestTraveller,
  { source, visit, at }: { source: Place; visit: TestVisit; at: string },
) {
  const start = clock(at);
  const minute = (n: number) => new Date(start.getTime() + n * 60_000);
  const route = routeOf({ traveller, source, visits: [visit], departs: start });
  await commitRoutes(database, { city, planned: [route], now: start });
  const driver = driverOf(database, traveller);
  const [trip] = [firstTrip(route)];
  const toStop = trip.legs.find((leg) => leg.stopId);
  const approach = trip.legs[0] === toStop ? undefined : trip.legs[0];
  if (approach) await driver.drive(approach, start, minute(2));
  await driver.take(trip.id, minute(3));
  await driver.drive(toStop, minute(3), minute(6));
  await driver.as((tx) => deliverStop(tx, { stopId: trip.stops[0]?.id ?? '' }), minute(7));
}

const doorOf = (house: number): TestVisit => ({
  ...{ place: city.house(house), mode: 'door', boxIds: [city.boxIds[house]], zoneId },
});
const posts = async () =>
  (await database.read((db) => db.select().from(ledgerEntries))).filter((entry) => entry.kind === 'post');
const open = (at: string) => database.read((db) => openBoxes(db, { cityId: city.id, at: clock(at), limit: 10 }));

it('a box handed over at the gate is carried to its door, and its stock is posted once, there', async () => {
  const { outer, inner } = await seal(clock('01:55'));
  const atGate: TestVisit = { place: outer, mode: 'handOver', boxIds: [city.boxIds[3]], zoneId };
  await brought(city.outsider, { source: city.warehouse, visit: atGate, at: '02:00' });
  expect(await boxNow(database, city.boxIds[3])).toMatchObject({ state: 'handedOver', custodianKind: 'gate' });
  expect(await posts()).toEqual([]);

  await brought(city.carrier, { source: inner, visit: doorOf(3), at: '02:20' });
  expect(await boxNow(database, city.boxIds[3])).toMatchObject({
    state: 'delivered',
    custodianId: city.householdIds[3],
  });
  expect(await posts()).toHaveLength(1);
  const passed = await database.read((db) =>
    db
      .select()
      .from(custody)
      .where(eq(custody.boxId, city.boxIds[3] ?? '')),
  );
  const way = passed.sort((one, other) => one.at.getTime() - other.at.getTime()).map((row) => row.toKind);
  expect(way.slice(-4)).toEqual(['rider', 'gate', 'rider', 'household']);
});

it('a box left at a relay by an autonomous vehicle is carried on to its door, within the law and to the right home', async () => {
  await seal(clock('01:55'));
  const [found] = await database.read((db) => db.select().from(relays).where(eq(relays.zoneId, zoneId)));
  if (!found) throw new Error('the zone has a relay');
  const relay: Place = { kind: 'relay', id: found.id, point: found.point };
  const visit: TestVisit = { place: relay, mode: 'handOver', boxIds: [city.boxIds[3]], zoneId, via: [at(0, 0)] };
  await brought(city.robot, { source: city.warehouse, visit, at: '02:00' });
  expect(await boxNow(database, city.boxIds[3])).toMatchObject({ state: 'handedOver', custodianId: relay.id });
  expect((await open('02:10')).find((box) => box.id === city.boxIds[3])).toMatchObject({ gateZoneId: zoneId });
  expect(await posts()).toEqual([]);

  await brought(city.carrier, { source: relay, visit: doorOf(3), at: '02:20' });
  expect(await boxNow(database, city.boxIds[3])).toMatchObject({ custodianId: city.householdIds[3] });
  expect(await posts()).toHaveLength(1);
  for (const invariant of [forbiddenCrossings, wrongHandovers, lostBoxes]) {
    expect((await database.read((db) => invariant.run(db))).violations).toEqual([]);
  }
});

it('a box left at the drop point whose home is sealed since is followed on: custody alone, nothing posted twice', async () => {
  const self: TestVisit = { place: city.dropPoint, mode: 'self', boxIds: [city.boxIds[2]] };
  await brought(city.outsider, { source: city.warehouse, visit: self, at: '02:00' });
  expect((await open('02:10')).map((box) => box.id)).not.toContain(city.boxIds[2]);
  zoneId = (await declared(database, { city, ring: ground(0.5, 3.5), now: clock('02:11') })).zoneId;
  expect((await open('02:12')).map((box) => box.id)).toContain(city.boxIds[2]);

  await brought(city.carrier, { source: city.dropPoint, visit: doorOf(2), at: '02:20' });
  expect(await boxNow(database, city.boxIds[2])).toMatchObject({
    state: 'delivered',
    custodianId: city.householdIds[2],
  });
  expect(await posts()).toHaveLength(1);
});

it('a box with a carrier on a follow-on way stays open work also when its zone is lifted under him', async () => {
  const self: TestVisit = { place: city.dropPoint, mode: 'self', boxIds: [city.boxIds[2]] };
  await brought(city.outsider, { source: city.warehouse, visit: self, at: '02:00' });
  zoneId = (await declared(database, { city, ring: ground(0.5, 3.5), now: clock('02:11') })).zoneId;
  const route = routeOf({
    traveller: city.carrier,
    source: city.dropPoint,
    visits: [doorOf(2)],
    departs: clock('02:20'),
  });
  await commitRoutes(database, { city, planned: [route], now: clock('02:20') });
  const carrier = driverOf(database, city.carrier);
  await carrier.drive(firstTrip(route).legs[0], clock('02:20'), clock('02:22'));
  await carrier.take(firstTrip(route).id, clock('02:23'));
  await lifted(database, { city, zoneId, now: clock('02:24') });
  expect((await open('02:25')).find((box) => box.id === city.boxIds[2])).toMatchObject({
    custodian: { kind: 'rider' },
  });
});
