import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { commitPlan } from '../../actions/waves/commit-plan.ts';
import { rows } from '../../database/rows.ts';
import type { Id } from '../../rules/ids.ts';
import { clock } from '../../testing/good-day-ground.ts';
import { asOwner, openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { planFor } from '../../testing/plan-route.ts';
import { acting, SMALL_CITY_DAY } from '../../testing/small-city.ts';
import { type WorkingCity, workingCity } from '../../testing/working-city.ts';
import { boxesInTurn } from './boxes-in-turn.ts';
import { openBoxes } from './open-boxes.ts';

let database: TestDatabase;
let city: WorkingCity;
let inOrder: readonly Id[];

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
/** Eight packed boxes, numbered in the order of their promises. */
beforeEach(async () => {
  await database.reset();
  city = await workingCity(database, { households: 8 });
  inOrder = (await open(8)).map((box) => box.id);
});

const now = clock('02:00');

const open = (limit: number, at = now) => database.read((db) => openBoxes(db, { cityId: city.id, at, limit }));

/** Numbers of the boxes that a wave of so many looks at. */
async function lookedAt(limit: number, at = now): Promise<number[]> {
  return (await open(limit, at)).map((box) => inOrder.indexOf(box.id)).sort();
}

/** A wave is planned that can serve none of these. */
async function leftUnplanned(numbers: readonly number[]): Promise<void> {
  const plan = await planFor(database, { city, planned: [], now });
  const unplanned = numbers.map((number) => ({
    ...{ boxId: inOrder[number] ?? '', reason: 'noCapacity' as const, evidence: {} },
  }));
  await acting(database, (tx) => commitPlan(tx, { plan: { ...plan, unplanned }, seen: [] }), now);
}

it('boxes that were just left unplanned come after those that no wave has looked at', async () => {
  expect(await lookedAt(3)).toEqual([0, 1, 2]);
  await leftUnplanned([0, 1, 2]);
  expect(await lookedAt(5)).toEqual(expect.arrayContaining([3, 4, 5]));
});

it('every open box is looked at within a bounded number of waves, whatever is left unplanned', async () => {
  const seen = new Set<number>();
  // Of 8 boxes 3 at a time, each wave takes 2 new ones or, when those have ended, the longest untried: 8 / 2 = 4 waves.
  for (let wave = 0; wave < 4; wave++) {
    const looked = await lookedAt(3);
    for (const number of looked) seen.add(number);
    await leftUnplanned(looked);
  }
  expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

it('of those left unplanned the longest untried comes first, also beside a rush of new ones', async () => {
  await leftUnplanned([1]);
  await leftUnplanned([0]);
  expect(await lookedAt(3)).toEqual([1, 2, 3]);
});

it('a wave that has room for all looks at all, the longest promised first', async () => {
  await leftUnplanned([0, 5]);
  expect((await open(8)).map((box) => box.id)).toEqual(inOrder);
});

it('a box waits for its delivery day, which begins at midnight in the city; one of an older day goes on', async () => {
  const day = (number: number, deliveryDay: string) =>
    sql`update orders set delivery_day = ${deliveryDay} where id = (select order_id from boxes where id = ${inOrder[number]})`;
  await database.transaction(async (tx) => {
    await tx.execute(day(0, '2026-03-31'));
    await tx.execute(day(1, '2026-04-02'));
  });
  expect(await lookedAt(8)).toEqual([0, 2, 3, 4, 5, 6, 7]);
  // Midnight in UTC+8 is 16:00 in UTC.
  expect(await lookedAt(8, clock('15:59'))).not.toContain(1);
  expect(await lookedAt(8, clock('16:00'))).toContain(1);
});

it('boxes are found by index: what was delivered before is not looked at', async () => {
  await fillWithDelivered(city.boxIds[0] ?? '');
  const asked = boxesInTurn({ cityId: city.id, at: now, today: SMALL_CITY_DAY, limit: 1_500 });
  const lines = await database.read((db) => rows<{ 'QUERY PLAN': string }>(db, sql`explain ${asked}`));
  const plan = lines.map((line) => line['QUERY PLAN']).join('\n');
  for (const index of ['boxes_open', 'boxes_on_follow_on', 'boxes_uncollected']) expect(plan).toContain(index);
  expect(plan).not.toMatch(/Seq Scan on boxes|boxes_city_state/);
});

/** Thousands of boxes that their households have, beside the one given. */
async function fillWithDelivered(boxId: Id): Promise<void> {
  await database.transaction((tx) =>
    tx.execute(sql`
      insert into boxes (id, city_id, order_id, warehouse_id, seq, state, grams, millilitres, temperature_class,
        custodian_kind, custodian_id, packed_at, delivered_at, collected_at)
      select gen_random_uuid(), b.city_id, b.order_id, b.warehouse_id, n, 'delivered', b.grams, b.millilitres,
        b.temperature_class, 'household', b.order_id, b.packed_at, b.packed_at, b.packed_at
      from boxes b, generate_series(100, 20100) n where b.id = ${boxId}`),
  );
  await asOwner(database, 'analyze boxes');
}
