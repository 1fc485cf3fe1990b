import { deliverBoxes } from '@baogong/drizzle/actions/boxes/deliver-boxes';
import { handOver } from '@baogong/drizzle/actions/boxes/hand-over';
import { packOrders } from '@baogong/drizzle/actions/orders/pack';
import { placeOrder } from '@baogong/drizzle/actions/orders/place';
import { receiveStock } from '@baogong/drizzle/actions/stock/receive';
import { wallClock } from '@baogong/drizzle/database/clock';
import { newId } from '@baogong/drizzle/rules/ids';
import { boxes } from '@baogong/drizzle/schema/boxes';
import { orders } from '@baogong/drizzle/schema/orders';
import { acting } from '@baogong/drizzle/testing/small-city';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Counter, openCounter, openTestDatabase, type TestDatabase } from '../testing/open-counter.ts';

let database: TestDatabase;
let counter: Counter;

beforeAll(async () => {
  database = await openTestDatabase();
  counter = await openCounter(database, { deps: { clock: wallClock } });
});
afterAll(() => database.close());

it('a leader who guesses pickup codes is stopped after ten wrong ones, and told when to come again; right ones cost nothing', async () => {
  const codes = [await codeOfDeliveredOrder(0), await codeOfDeliveredOrder(1)];
  const { token } = await counter.hire('groupLeader');
  const guess = (pickupCode: string, of = token) =>
    counter.client(of).v1.pickups.$post({
      json: { dropPointId: counter.city.dropPointId, pickupCode },
      header: { 'Idempotency-Key': newId() },
    });
  const wrong = ['000000', '111111', '222222'].find((code) => !codes.includes(code)) ?? '';
  for (let i = 0; i < 9; i++) expect((await guess(wrong)).status).toBe(409);
  expect((await guess(codes[0] ?? '')).status).toBe(200);
  expect((await guess(wrong)).status).toBe(409);

  const stopped = await guess(codes[1] ?? '');
  expect([stopped.status, await stopped.json()]).toMatchObject([429, { code: 'tooManyTries' }]);
  expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(590);
  expect((await guess(codes[1] ?? '', (await counter.hire('groupLeader')).token)).status).toBe(200);
});

async function codeOfDeliveredOrder(household: number): Promise<string> {
  const { city } = counter;
  const skuId = city.skuIds[0] ?? '';
  await acting(database, (tx) => receiveStock(tx, { warehouseId: city.near, lines: [{ skuId, quantity: 1 }] }));
  const householdId = city.householdIds[household] ?? '';
  await acting(database, (tx) => placeOrder(tx, { householdId, lines: [{ skuId, quantity: 1 }] }));
  await acting(database, (tx) => packOrders(tx, { warehouseId: city.near, limit: 1 }));
  const van = { kind: 'vehicle' as const, id: newId() };
  const from = { kind: 'warehouse' as const, id: city.near };
  const to = { kind: 'dropPoint' as const, id: city.dropPointId };
  const packed = await database.read((db) => db.select().from(boxes));
  const boxIds = packed.filter(({ state }) => state === 'packed').map(({ id }) => id);
  await acting(database, (tx) => handOver(tx, { boxIds, from, to: van }));
  await acting(database, (tx) => deliverBoxes(tx, { boxIds, from: van, to }));
  const placed = await database.read((db) => db.select().from(orders));
  return placed.find((order) => order.householdId === householdId)?.pickupCode ?? '';
}
