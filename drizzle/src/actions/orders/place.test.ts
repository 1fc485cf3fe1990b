import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Id } from '../../rules/ids.ts';
import type { Verdict } from '../../rules/refusal.ts';
import { ledgerEntries, reservations } from '../../schema/ledger.ts';
import { orders } from '../../schema/orders.ts';
import { balances, quotaUses } from '../../schema/skus.ts';
import { outbox } from '../../schema/transport.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { acting, actingAs, SMALL_CITY_DAY, type SmallCity, smallCity } from '../../testing/small-city.ts';
import { receiveStock } from '../stock/receive.ts';
import { type PlaceInput, placeOrders } from './place.ts';

let database: TestDatabase;
let city: SmallCity;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  city = await smallCity(database);
});

const a = () => city.skuIds[0] ?? '';
const b = () => city.skuIds[1] ?? '';
const home = (i: number) => city.householdIds[i] ?? '';
const receive = (warehouseId: Id, lines: [Id, number][]) =>
  acting(database, (tx) =>
    receiveStock(tx, { warehouseId, lines: lines.map(([skuId, quantity]) => ({ skuId, quantity })) }),
  );
const order = (i: number, ...lines: [Id, number][]): PlaceInput => ({
  householdId: home(i),
  lines: lines.map(([skuId, quantity]) => ({ skuId, quantity })),
});
const place = (...inputs: PlaceInput[]) => acting(database, (tx) => placeOrders(tx, inputs));
const codes = (verdicts: readonly Verdict<unknown>[]) => verdicts.map((v) => (v.ok ? 'placed' : v.refusal.code));
const all = <T>(run: (db: Parameters<Parameters<TestDatabase['read']>[0]>[0]) => Promise<T>) => database.read(run);

describe('placing orders', () => {
  it('reserves every unit and writes one pending row for each line', async () => {
    await receive(city.near, [
      [a(), 10],
      [b(), 10],
    ]);
    const [verdict] = await place(order(0, [a(), 3], [b(), 2]));

    expect(verdict).toMatchObject({ ok: true, value: { warehouseId: city.near, deliveryDay: SMALL_CITY_DAY } });
    const shelf = await all((db) => db.select().from(balances).orderBy(balances.skuId));
    expect(shelf.map(({ onHand, reserved }) => [onHand, reserved])).toEqual([
      [10, 3],
      [10, 2],
    ]);
    const pending = await all((db) => db.select().from(ledgerEntries).where(eq(ledgerEntries.kind, 'pending')));
    const held = await all((db) => db.select().from(reservations));
    expect(held.map(({ id }) => id).sort()).toEqual(pending.map(({ id }) => id).sort());
    const [row] = await all((db) => db.select().from(orders));
    // 3 × 1.00 + 2 × 2.00 yuan
    expect(row).toMatchObject({ state: 'placed', totalFen: 700, promisedAt: new Date('2026-04-01T09:00:00Z') });
    const events = await all((db) => db.select({ name: outbox.name }).from(outbox));
    expect(events.map(({ name }) => name)).toContain('order.placed.v1');
  });

  it('decides a list in arrival order, each order whole or not at all', async () => {
    await receive(city.near, [
      [a(), 5],
      [b(), 1],
    ]);
    const verdicts = await place(
      order(0, [a(), 3]),
      order(1, [a(), 1], [b(), 2]),
      order(2, [a(), 3]),
      order(1, [a(), 2], [b(), 1]),
    );

    expect(codes(verdicts)).toEqual(['placed', 'outOfStock', 'outOfStock', 'placed']);
    const shelf = await all((db) => db.select().from(balances).orderBy(balances.skuId));
    expect(shelf.map(({ onHand, reserved }) => [onHand, reserved])).toEqual([
      [5, 5],
      [1, 1],
    ]);
  });

  it('takes the whole order from the next warehouse when the first has not all of it', async () => {
    await receive(city.near, [[a(), 10]]);
    await receive(city.far, [
      [a(), 10],
      [b(), 10],
    ]);
    const [one, two] = await place(order(0, [a(), 1], [b(), 1]), order(1, [a(), 1]));
    expect(one).toMatchObject({ ok: true, value: { warehouseId: city.far } });
    expect(two).toMatchObject({ ok: true, value: { warehouseId: city.near } });
  });

  it('refuses 0, 10⁹, halves, empty and doubled lines, unknown items and households, and changes nothing', async () => {
    await receive(city.near, [[a(), 10]]);
    const unknown = '00000000-0000-7000-8000-000000000000';
    const verdicts = await place(
      order(0, [a(), 0]),
      order(0, [a(), 1_000_000_000]),
      order(0, [a(), 1.5]),
      order(0),
      order(0, [a(), 1], [a(), 1]),
      order(0, [unknown, 1]),
      { householdId: unknown, lines: [{ skuId: a(), quantity: 1 }] },
      order(0, [a(), 11]),
    );
    expect(codes(verdicts)).toEqual([
      'quantityInvalid',
      'quantityInvalid',
      'quantityInvalid',
      'orderEmpty',
      'duplicateLine',
      'unknownSku',
      'notFound',
      'overQuota',
    ]);
    expect(await all((db) => db.select().from(orders))).toEqual([]);
    expect(await all((db) => db.select().from(quotaUses))).toEqual([]);
  });

  it('counts the quota over orders of one list and of lists before it', async () => {
    await receive(city.near, [[a(), 100]]);
    expect(codes(await place(order(0, [a(), 6]), order(0, [a(), 5]), order(0, [a(), 4])))).toEqual([
      'placed',
      'overQuota',
      'placed',
    ]);
    expect(codes(await place(order(0, [a(), 1]), order(1, [a(), 10])))).toEqual(['overQuota', 'placed']);
  });

  it('lets a household order for itself only, and a proxy for those of the territory', async () => {
    await receive(city.near, [[a(), 100]]);
    const me = city.accountIds[0] ?? '';
    const asMe = (role: 'resident' | 'groupLeader', path: string, i: number) =>
      actingAs(database, { kind: 'account', id: me, cityId: city.id, grants: [{ role, path }] }, (tx) =>
        placeOrders(tx, [order(i, [a(), 1])]),
      );
    expect(codes(await asMe('resident', 'cn.d1.s1.c1', 0))).toEqual(['placed']);
    expect(codes(await asMe('resident', 'cn.d1.s1.c1', 1))).toEqual(['notFound']);
    expect(codes(await asMe('groupLeader', 'cn.d1.s1.c1', 1))).toEqual(['placed']);
    expect(codes(await asMe('groupLeader', 'cn.d1.s1.c2', 1))).toEqual(['outsideTerritory']);
  });
});
