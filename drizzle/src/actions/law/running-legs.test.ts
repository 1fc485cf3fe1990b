import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { LngLat } from '../../rules/geo.ts';
import { declared, ground } from '../../testing/declare.ts';
import { driverOf, firstTrip } from '../../testing/drive.ts';
import { clock } from '../../testing/good-day-ground.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { commitRoutes, routeNow, routeOf } from '../../testing/plan-route.ts';
import { at } from '../../testing/small-city.ts';
import { type WorkingCity, workingCity } from '../../testing/working-city.ts';
import { forbiddenCrossings } from '../../verify/forbidden-crossings.ts';

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

/** The van brings a box to the drop point at (1, 1), along the warehouse street and the long street. */
async function vanOnItsWay({ box = 0, departs = clock('02:00') } = {}) {
  const planned = routeOf({
    traveller: city.van,
    source: city.warehouse,
    visits: [{ place: city.dropPoint, mode: 'self', boxIds: [city.boxIds[box]], via: [at(0), at(1)] }],
    departs,
  });
  await commitRoutes(database, { city, planned: [planned], now: clock('01:50') });
  const van = driverOf(database, city.van);
  const [out, back] = firstTrip(planned).legs;
  const go = async (passed: readonly LngLat[]) => {
    await van.take(firstTrip(planned).id, departs);
    await van.depart(out, departs);
    await van.report(out, passed, clock('02:04'));
  };
  return { planned, van, out, back, go, now: () => routeNow(database, planned.id) };
}

const clean = () => database.read((db) => forbiddenCrossings.run(db));

it('a change of law far away cuts a running leg: driven as reported, the rest goes on under the new version', async () => {
  const { planned, go, van, now } = await vanOnItsWay();
  const reported = [at(0, -4), at(0.05, -3)];
  await go(reported);
  await declared(database, { city, ring: ground(3.5, 5), now: clock('02:05') });

  const { state, legs } = await now();
  expect(state).toBe('running');
  const [driven, rest, home] = legs;
  expect(legs.map((leg) => [leg.status, leg.lawVersion])).toEqual([
    ['driven', 1],
    ['planned', 2],
    ['planned', 2],
  ]);
  expect(driven?.drivenLine).toEqual([at(0, -5), ...reported]);
  expect(driven?.arrivedAt).toEqual(clock('02:05'));
  expect(rest).toMatchObject({
    continuesId: driven?.id,
    departedAt: clock('02:05'),
    stopId: firstTrip(planned).stops[0]?.id,
  });
  expect(rest?.line[0]).toEqual(at(0.05, -3));
  expect(rest?.line.at(-1)).toEqual(at(1, 1));

  await van.report(rest, [at(0), at(1), at(1, 1)], clock('02:11'));
  await van.arrive(rest, clock('02:11'));
  const joined = (await now()).legs.filter((leg) => leg.status === 'driven').map((leg) => leg.drivenLine);
  expect(joined[1]?.[0]).toEqual(joined[0]?.at(-1));
  expect(home?.departedAt).toBeNull();
  expect((await clean()).violations).toEqual([]);
});

it('how fast a traveller goes on after a cut is judged from when he was last seen, not from the cut', async () => {
  const { go, van, now } = await vanOnItsWay();
  await go([at(0, -4)]);
  // Seen at 02:04, cut at 02:24; by then he has come 1.1 km further without a word.
  await declared(database, { city, ring: ground(3.5, 5), now: clock('02:24') });
  const rest = (await now()).legs[1];
  await van.report(rest, [at(7, 0)], clock('02:24'));
  await expect(van.report(rest, [at(0)], clock('02:24'))).rejects.toMatchObject({ code: 'positionImplausible' });
});

it('positions for a leg that the law has cut are refused with the piece that goes on', async () => {
  const { out, van, go } = await vanOnItsWay();
  await go([at(0, -4)]);
  await declared(database, { city, ring: ground(3.5, 5), now: clock('02:05') });
  await expect(van.report(out, [at(0, -3)], clock('02:06'))).rejects.toMatchObject({
    code: 'lawChanged',
    details: { status: 'planned' },
  });
});

it('a rest across ground that is closed now is superseded, and its stop and boxes are free', async () => {
  const { go, now } = await vanOnItsWay();
  await go([at(0, -4)]);
  const { touched } = await declared(database, { city, ring: ground(-1, 0.5, -0.5, 0.5), now: clock('02:05') });

  expect(touched).toMatchObject([{ change: 'legUnlawful' }]);
  const after = await now();
  expect(after.state).toBe('superseded');
  expect(after.legs.map((leg) => leg.status)).toEqual(['driven', 'superseded', 'superseded']);
  expect(after.legs[1]?.continuesId).toBe(after.legs[0]?.id);
  expect(after.stops[0]?.state).toBe('superseded');
  expect(after.boxes).toMatchObject([{ active: false, outcome: 'superseded' }]);
  expect((await clean()).violations).toEqual([]);
});

it('a leg not yet driven that stays lawful only gets the new law version, and may depart under it', async () => {
  const { van, out, planned, now } = await vanOnItsWay();
  await declared(database, { city, ring: ground(3.5, 5), now: clock('01:55') });
  expect((await now()).legs).toMatchObject([
    { status: 'planned', lawVersion: 2, continuesId: null },
    { status: 'planned', lawVersion: 2, continuesId: null },
  ]);
  await van.take(firstTrip(planned).id, clock('02:00'));
  await van.depart(out, clock('02:00'));
});

it('a stop whose household is sealed is taken back, though the way to it stays open', async () => {
  const { now } = await vanOnItsWay({ box: 3 });
  const { touched } = await declared(database, { city, ring: ground(2.5, 3.5), now: clock('01:55') });
  expect(touched).toMatchObject([{ change: 'placeChanged' }]);
  expect((await now()).state).toBe('superseded');
});

it('a precaution zone changes nothing for anybody under way', async () => {
  const { now } = await vanOnItsWay();
  const zone = { city, ring: ground(-2, 4), zoneClass: 'precaution', now: clock('01:55') } as const;
  expect((await declared(database, zone)).touched).toEqual([]);
  expect((await now()).state).toBe('planned');
});
