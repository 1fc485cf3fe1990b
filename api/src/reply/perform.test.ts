import { receiveStock } from '@baogong/drizzle/actions/stock/receive';
import { newId } from '@baogong/drizzle/rules/ids';
import { orders } from '@baogong/drizzle/schema/orders';
import { acting } from '@baogong/drizzle/testing/small-city';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { order as orderSchema } from '../contract/orders.ts';
import { type Counter, openCounter, openTestDatabase, type TestDatabase } from '../testing/open-counter.ts';

describe('a change with its Idempotency-Key', () => {
  let database: TestDatabase;
  let counter: Counter;
  let token: string;

  beforeAll(async () => {
    database = await openTestDatabase();
  });
  beforeEach(async () => {
    counter = await openCounter(database);
    token = await counter.tokenOf(counter.city.accountIds[0] ?? '');
    const lines = counter.city.skuIds.map((skuId) => ({ skuId, quantity: 10 }));
    await acting(database, (tx) => receiveStock(tx, { warehouseId: counter.city.near, lines }));
  });
  afterEach(() => database.reset());
  afterAll(() => database.close());

  const place = (key: string, quantity = 1, as = token) =>
    counter.client(as).v1.orders.$post({
      json: { lines: [{ skuId: counter.city.skuIds[0] ?? '', quantity }] },
      header: { 'Idempotency-Key': key },
    });
  const placed = () => database.read((db) => db.$count(orders));

  it('happens once, and every repeat gets the same bytes', async () => {
    const key = newId();
    const first = await place(key);
    const bytes = await first.text();
    expect(first.status).toBe(201);
    orderSchema.parse(JSON.parse(bytes));

    const again = await place(key.toUpperCase());
    expect([again.status, await again.text()]).toEqual([201, bytes]);
    expect(await placed()).toBe(1);
  });

  it('happens once for repeats that arrive together', async () => {
    const key = newId();
    const answers = await Promise.all(Array.from({ length: 8 }, () => place(key)));
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(bodies).size).toBe(1);
    expect(await placed()).toBe(1);
  });

  it('refuses the key for another body', async () => {
    const key = newId();
    await place(key, 1);
    const other = await place(key, 2);
    expect([other.status, await other.json()]).toMatchObject([422, { code: 'idempotencyKeyReused' }]);
    expect(await placed()).toBe(1);
  });

  it("is nobody else's", async () => {
    const key = newId();
    await place(key);
    const neighbour = await counter.tokenOf(counter.city.accountIds[1] ?? '');
    expect((await place(key, 1, neighbour)).status).toBe(201);
    expect(await placed()).toBe(2);
  });

  it('may be tried again with the same key after a refusal', async () => {
    const key = newId();
    const refused = await place(key, 11);
    expect([refused.status, await refused.json()]).toMatchObject([409, { code: expect.any(String) }]);
    expect(await placed()).toBe(0);
    expect((await place(key, 1)).status).toBe(201);
  });
});
