import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { LngLat } from '../../rules/geo.ts';
import { driverOf, firstTrip } from '../../testing/drive.ts';
import { clock } from '../../testing/good-day-ground.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { commitRoutes, routeNow, routeOf } from '../../testing/plan-route.ts';
import { at } from '../../testing/small-city.ts';
import { boxNow, recordHealth, type WorkingCity, workingCity } from '../../testing/working-city.ts';
import { deliverStop } from '../stops/deliver.ts';
import { failStop } from '../stops/fail.ts';
import { reportPositions } from './report-positions.ts';

let database: TestDatabase;
let city: WorkingCity;
let route: ReturnType<typeof routeOf>;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** The outside rider fetches two boxes at the warehouse and brings them to the drop point and to house 1. */
beforeEach(async () => {
  await database.reset();
  city = await workingCity(database);
  route = routeOf({
    traveller: city.outsider,
    source: city.warehouse,
    visits: [
      { place: city.dropPoint, mode: 'self', boxIds: [city.boxIds[0]] },
      { place: city.house(1), mode: 'door', boxIds: [city.boxIds[1]] },
    ],
    departs: clock('02:00'),
  });
  await commitRoutes(database, { city, planned: [route], now: clock('01:50') });
});

const trip = () => firstTrip(route);
const rider = () => driverOf(database, city.outsider);
const deliver = (stop: number, now: Date) =>
  rider().as((tx) => deliverStop(tx, { stopId: trip().stops[stop]?.id ?? '' }), now);
const code = (code: string) => expect.objectContaining({ code });

async function atTheFirstStop() {
  const [toSource, toDrop] = trip().legs;
  await rider().drive(toSource, clock('02:00'), clock('02:10'));
  await rider().take(trip().id, clock('02:10'));
  await rider().drive(toDrop, clock('02:11'), clock('02:20'));
}

it('a trip driven in order passes every box from the warehouse to the rider to where it is due', async () => {
  await atTheFirstStop();
  expect(await boxNow(database, city.boxIds[0])).toMatchObject({ state: 'loaded', custodianKind: 'rider' });
  await deliver(0, clock('02:21'));
  await rider().drive(trip().legs[2], clock('02:22'), clock('02:30'));
  await deliver(1, clock('02:31'));
  await rider().drive(trip().legs[3], clock('02:32'), clock('02:40'));

  expect(await boxNow(database, city.boxIds[0])).toMatchObject({ state: 'delivered', custodianId: city.dropPointId });
  expect(await boxNow(database, city.boxIds[1])).toMatchObject({
    state: 'delivered',
    custodianKind: 'household',
    custodianId: city.householdIds[1],
  });
  const now = await routeNow(database, route.id);
  expect(now.state).toBe('done');
  expect(now.legs.every((leg) => leg.status === 'driven')).toBe(true);
});

it('boxes cannot be taken before the source is reached, nor the source left without them', async () => {
  await expect(rider().take(trip().id, clock('02:00'))).rejects.toEqual(code('stopOutOfOrder'));
  await rider().drive(trip().legs[0], clock('02:00'), clock('02:10'));
  await expect(rider().depart(trip().legs[1], clock('02:10'))).rejects.toEqual(code('stopOutOfOrder'));
});

it('legs are driven in their order, each once', async () => {
  await expect(rider().depart(trip().legs[1], clock('02:00'))).rejects.toEqual(code('stopOutOfOrder'));
  await rider().depart(trip().legs[0], clock('02:00'));
  await expect(rider().depart(trip().legs[0], clock('02:01'))).rejects.toEqual(code('stopOutOfOrder'));
});

it('a stop that is being served is not left, and one not reached is not delivered', async () => {
  await expect(deliver(0, clock('02:00'))).rejects.toEqual(code('wrongState'));
  await atTheFirstStop();
  await expect(rider().depart(trip().legs[2], clock('02:21'))).rejects.toEqual(code('stopOutOfOrder'));
});

it('nobody drives, takes or delivers on the route of another', async () => {
  const other = driverOf(database, { ...city.outsider, actor: city.carrier.actor });
  await expect(other.depart(trip().legs[0], clock('02:00'))).rejects.toEqual(code('notYourRoute'));
  await expect(other.take(trip().id, clock('02:00'))).rejects.toEqual(code('notYourRoute'));
  const robot = driverOf(database, { ...city.outsider, actor: city.robot.actor });
  await expect(robot.depart(trip().legs[0], clock('02:00'))).rejects.toEqual(code('notYourRoute'));
});

it('a leg ends only where its traveller was seen within 50 m of its end', async () => {
  const [toSource] = trip().legs;
  await rider().depart(toSource, clock('02:00'));
  await rider().report(toSource, [at(0, -4.4)], clock('02:09'));
  await expect(rider().arrive(toSource, clock('02:10'))).rejects.toEqual(code('invalidInput'));
  // 0.3 of a step north is 30 m.
  await rider().report(toSource, [at(0, -4.7)], clock('02:10'));
  await rider().arrive(toSource, clock('02:10'));
});

it('positions rise in time, are not in the future, and belong to a running leg', async () => {
  const [toSource, toDrop] = trip().legs;
  await expect(rider().report(toSource, [at(0)], clock('02:00'))).rejects.toEqual(code('wrongState'));
  await rider().depart(toSource, clock('02:00'));
  await rider().report(toSource, [at(0, -1)], clock('02:02'));
  await expect(rider().report(toDrop, [at(0)], clock('02:02'))).rejects.toEqual(code('wrongState'));
  const seen = (instant: Date) =>
    rider().as(
      (tx) => reportPositions(tx, { legId: toSource?.id ?? '', positions: [{ at: instant, point: at(0, -2) }] }),
      clock('02:05'),
    );
  await expect(seen(clock('02:01'))).rejects.toEqual(code('invalidInput'));
  await expect(seen(clock('02:06'))).rejects.toEqual(code('invalidInput'));
});

it('a position that no vehicle could have reached is refused with its index, also far from where the leg began', async () => {
  const [toSource] = trip().legs;
  await rider().depart(toSource, clock('02:00'));
  const seen = (positions: { at: Date; point: LngLat }[], simulated?: boolean) =>
    rider().as((tx) => reportPositions(tx, { legId: toSource?.id ?? '', positions, simulated }), clock('02:05'));
  const after = (seconds: number) => new Date(clock('02:00').getTime() + seconds * 1000);
  // The leg begins at house 0; 20 steps are 2 km.
  await expect(seen([{ at: after(10), point: at(20) }])).rejects.toMatchObject({
    code: 'positionImplausible',
    details: { field: 'positions[0].point', accepted: 'at most 50 m/s over 10 s' },
  });
  const jump = [
    { at: after(60), point: at(0, -1) },
    { at: after(62), point: at(10) },
  ];
  await expect(seen(jump)).rejects.toMatchObject({ details: { field: 'positions[1].point' } });
  expect(await seen([...jump.slice(0, 1), { at: after(120), point: at(0, -2) }])).toEqual({ accepted: 2 });
  await expect(seen([{ at: after(121), point: at(10) }])).rejects.toEqual(code('positionImplausible'));
  // A demonstration drives the line at once.
  expect(await seen([{ at: after(121), point: at(10) }], true)).toEqual({ accepted: 1 });
});

it('the code is looked at again when boxes are taken, at each departure and at each delivery', async () => {
  // Tested at midnight: the window of 48 hours is closed two days later, between the plan and the deeds.
  const late = (time: string) => new Date(clock(time).getTime() + 48 * 3_600_000);
  await expect(rider().depart(trip().legs[0], late('00:30'))).rejects.toEqual(code('testExpired'));
  await atTheFirstStop();
  await recordHealth(database, { city, riderId: city.outsider.riderId, colour: 'red', recordedAt: clock('02:20') });
  await expect(deliver(0, clock('02:21'))).rejects.toEqual(code('healthCodeNotValid'));
});

it('who takes boxes needs a code that holds to the planned end of the trip', async () => {
  await rider().drive(trip().legs[0], clock('02:00'), clock('02:10'));
  await recordHealth(database, {
    city,
    riderId: city.outsider.riderId,
    colour: 'red',
    recordedAt: clock('02:05'),
    from: clock('02:30'),
  });
  await expect(rider().take(trip().id, clock('02:10'))).rejects.toEqual(code('healthCodeNotValid'));
});

it('a stop that fails leaves its boxes with the traveller, free for the next plan', async () => {
  await atTheFirstStop();
  await rider().as((tx) => failStop(tx, { stopId: trip().stops[0]?.id ?? '', failure: 'noAccess' }), clock('02:21'));
  expect(await boxNow(database, city.boxIds[0])).toMatchObject({ state: 'loaded', custodianKind: 'rider' });
  const now = await routeNow(database, route.id);
  expect(now.boxes.filter((box) => box.active).map((box) => box.boxId)).toEqual([city.boxIds[1]]);
});
