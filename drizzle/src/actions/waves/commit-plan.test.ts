import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { zonesBetween } from '../../queries/zones/zones-between.ts';
import { stopBoxes } from '../../schema/routes.ts';
import { outbox } from '../../schema/transport.ts';
import { declared, ground, withdrawn } from '../../testing/declare.ts';
import { clock } from '../../testing/good-day-ground.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { commitRoutes, planFor, routeOf, seenNow } from '../../testing/plan-route.ts';
import { acting } from '../../testing/small-city.ts';
import { boxNow, recordHealth, type TestTraveller, type WorkingCity, workingCity } from '../../testing/working-city.ts';
import { cancelOrder } from '../orders/cancel.ts';
import { commitPlan } from './commit-plan.ts';
import { requestWave } from './request-wave.ts';

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

const now = clock('01:50');
const stale = (moved: string) => ({ code: 'planStale', details: expect.objectContaining({ moved }) });

function routeWith(traveller: TestTraveller, box = 0) {
  const visit = { place: city.dropPoint, mode: 'self' as const, boxIds: [city.boxIds[box]] };
  return routeOf({ traveller, source: city.warehouse, visits: [visit], departs: clock('02:00') });
}

/** A plan as it was made, and its commit at a later moment. */
async function made(traveller = city.van, box = 0) {
  const planned = [routeWith(traveller, box)];
  const plan = await planFor(database, { city, planned, now });
  const seen = await seenNow(database, planned);
  const ahead = { from: now, to: clock('03:20') };
  const ids = (await database.read((db) => zonesBetween(db, { cityId: city.id, ...ahead }))).map(({ id }) => id);
  const given = { plan, seen, seenZones: { ...ahead, ids } };
  return { plan, commit: (at = now) => acting(database, (tx) => commitPlan(tx, given), at) };
}

it('a wave is planned once, whoever comes second', async () => {
  const { commit } = await made();
  await commit();
  await expect(commit()).rejects.toMatchObject({ code: 'alreadyDone' });
});

it('a plan made under another law is refused', async () => {
  const { commit } = await made();
  await declared(database, { city, ring: ground(5, 6), now });
  await expect(commit()).rejects.toMatchObject(stale('law'));
});

it('a plan made before a zone was recorded, or withdrawn, for the time of its legs is refused; later zones do not matter', async () => {
  const atHalfPast = { validFrom: clock('02:30') };
  const blind = await made();
  const { zoneId } = await declared(database, { city, ring: ground(5, 6), now, ...atHalfPast });
  await expect(blind.commit()).rejects.toMatchObject(stale('zones'));

  const wary = await made();
  await withdrawn(database, { city, zoneId, now });
  await expect(wary.commit()).rejects.toMatchObject(stale('zones'));

  const last = await made();
  await declared(database, { city, ring: ground(5, 6), now, validFrom: clock('03:20') });
  await last.commit();
});

it('a plan for a box that has moved, or has got a stop since, is refused', async () => {
  const [first, second] = [await made(), await made(city.robot)];
  await first.commit();
  await expect(second.commit()).rejects.toMatchObject(stale('boxes'));
  const active = await database.read((db) =>
    db
      .select()
      .from(stopBoxes)
      .where(and(eq(stopBoxes.boxId, city.boxIds[0] ?? ''), stopBoxes.active)),
  );
  expect(active).toHaveLength(1);
});

it('a plan for a box whose order was cancelled is refused', async () => {
  const { commit } = await made();
  const box = await boxNow(database, city.boxIds[0]);
  await acting(database, (tx) => cancelOrder(tx, { orderId: box?.orderId ?? '' }), now);
  await expect(commit()).rejects.toMatchObject(stale('boxes'));
});

it('a traveller with a route that waits gets no second one', async () => {
  const { commit } = await made(city.van, 1);
  await commitRoutes(database, { city, planned: [routeWith(city.van)], now });
  await expect(commit()).rejects.toMatchObject(stale('travellers'));
});

it('a rider whose code has turned since the plan was made is not planned', async () => {
  const { commit } = await made(city.outsider);
  await recordHealth(database, { city, riderId: city.outsider.riderId, colour: 'red', recordedAt: now });
  await expect(commit()).rejects.toMatchObject(stale('health'));
});

it('a wave that has waited since an earlier instant is called out again, so that a lost job does not stop planning', async () => {
  const ask = (at: Date) => acting(database, (tx) => requestWave(tx, { cityId: city.id, cause: 'due' }), at);
  const calls = () => database.read((db) => db.select().from(outbox).where(eq(outbox.name, 'wave.due.v1')));
  const waveId = await ask(now);
  expect(await ask(now)).toBe(waveId);
  expect(await calls()).toHaveLength(1);
  expect(await ask(clock('01:55'))).toBe(waveId);
  expect(await calls()).toMatchObject([{ payload: { waveId } }, { payload: { waveId } }]);
});
