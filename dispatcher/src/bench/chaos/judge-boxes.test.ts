import { commitPlan } from '@baogong/drizzle/actions/waves/commit-plan';
import { clock } from '@baogong/drizzle/testing/good-day-ground';
import { asOwner, openTestDatabase, type TestDatabase } from '@baogong/drizzle/testing/open-test-database';
import { planFor, routeOf, seenNow } from '@baogong/drizzle/testing/plan-route';
import { acting } from '@baogong/drizzle/testing/small-city';
import { type WorkingCity, workingCity } from '@baogong/drizzle/testing/working-city';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { forgottenOrDoubled } from './judge-boxes.ts';

const now = clock('01:50');
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

/** A wave that brings the first two boxes and leaves out so many of the other two. */
async function wave(leftOut: number): Promise<string> {
  const visit = { place: city.dropPoint, mode: 'self' as const, boxIds: city.boxIds.slice(0, 2) };
  const planned = [routeOf({ traveller: city.van, source: city.warehouse, visits: [visit], departs: clock('02:00') })];
  const plan = await planFor(database, { city, planned, now });
  const unplanned = city.boxIds
    .slice(2, 2 + leftOut)
    .map((boxId) => ({ boxId, reason: 'noCapacity' as const, evidence: {} }));
  const seen = await seenNow(database, planned);
  await acting(database, (tx) => commitPlan(tx, { plan: { ...plan, unplanned }, seen }), now);
  return plan.waveId;
}

it('a wave that assigns every box or says why not has forgotten none', async () => {
  expect(await forgottenOrDoubled(database, await wave(2))).toEqual([]);
});

it('a box that is neither assigned nor left out with a reason is found', async () => {
  expect(await forgottenOrDoubled(database, await wave(1))).toEqual([
    expect.stringContaining(`${city.boxIds[3]} is forgotten`),
  ]);
});

it('a box with two active assignments is found, even where no index would let it happen', async () => {
  const waveId = await wave(2);
  const other = { place: city.house(0), mode: 'door' as const, boxIds: [city.boxIds[3]] };
  const planned = [
    routeOf({ traveller: city.robot, source: city.warehouse, visits: [other], departs: clock('02:00') }),
  ];
  const plan = await planFor(database, { city, planned, now });
  await acting(database, async (tx) => commitPlan(tx, { plan, seen: [] }), now);
  await asOwner(database, 'drop index stop_boxes_one_active');
  try {
    await asOwner(
      database,
      `insert into stop_boxes (stop_id, box_id, active)
       select stop_id, '${city.boxIds[0]}', true from stop_boxes where box_id = '${city.boxIds[3]}'`,
    );
    expect(await forgottenOrDoubled(database, waveId)).toEqual([
      expect.stringContaining(`${city.boxIds[0]} has 2 active assignments`),
    ]);
  } finally {
    await database.reset();
    await asOwner(database, 'create unique index stop_boxes_one_active on stop_boxes (box_id) where active');
  }
});
