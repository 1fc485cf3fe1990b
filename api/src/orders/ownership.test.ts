import { receiveStock } from '@baogong/drizzle/actions/stock/receive';
import { newId } from '@baogong/drizzle/rules/ids';
import { acting } from '@baogong/drizzle/testing/small-city';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../client.ts';
import { home, shelfItem } from '../contract/home.ts';
import { type Counter, openCounter, openTestDatabase, type TestDatabase } from '../testing/open-counter.ts';

describe('whose an order is', () => {
  let database: TestDatabase;
  let counter: Counter;
  let orderId: string;
  let owner: Client;
  let neighbour: Client;

  beforeAll(async () => {
    database = await openTestDatabase();
    counter = await openCounter(database);
    const lines = counter.city.skuIds.map((skuId) => ({ skuId, quantity: 100 }));
    await acting(database, (tx) => receiveStock(tx, { warehouseId: counter.city.near, lines }));
    owner = counter.client(await counter.tokenOf(counter.city.accountIds[0] ?? ''));
    neighbour = counter.client(await counter.tokenOf(counter.city.accountIds[1] ?? ''));
    const answer = await order(owner);
    if (answer.status !== 201) throw new Error(await answer.text());
    orderId = (await answer.json()).id;
  });
  afterAll(() => database.close());

  const order = (client: Client, householdId?: string) =>
    client.v1.orders.$post({
      json: { lines: [{ skuId: counter.city.skuIds[0] ?? '', quantity: 1 }], ...(householdId && { householdId }) },
      header: { 'Idempotency-Key': newId() },
    });
  const read = (client: Client) => client.v1.orders[':id'].$get({ param: { id: orderId } });
  const cancel = (client: Client) =>
    client.v1.orders[':id'].cancel.$post({ param: { id: orderId }, header: { 'Idempotency-Key': newId() } });

  it('shows a household its home, its shelf and its orders', async () => {
    home.parse(await (await owner.v1.home.$get()).json());
    const shelf = await owner.v1.shelf.$get();
    if (shelf.status !== 200) throw new Error(await shelf.text());
    const { items } = await shelf.json();
    expect(items.map((item) => shelfItem.parse(item).left)).toEqual([50, 50]);
    const list = await owner.v1.orders.$get({ query: {} });
    if (list.status !== 200) throw new Error(await list.text());
    expect((await list.json()).items.map(({ id }) => id)).toEqual([orderId]);
  });

  it('is not there for anybody else: neither to read nor to cancel', async () => {
    expect((await read(owner)).status).toBe(200);
    const others = [neighbour, counter.client((await counter.hire('gridWorker', 'cn.d1.s1.c1.g1.b2')).token)];
    for (const other of others) {
      const [seen, cancelled] = [await read(other), await cancel(other)];
      expect([seen.status, cancelled.status]).toEqual([404, 404]);
      expect(await seen.json()).toMatchObject({ code: 'notFound' });
    }
  });

  it('may be seen by the grid worker of the place and by command', async () => {
    expect((await read(counter.client((await counter.hire('gridWorker', 'cn.d1.s1.c1')).token))).status).toBe(200);
    expect((await read(counter.client((await counter.hire('commander')).token))).status).toBe(200);
    expect((await read(counter.client((await counter.hire('rider')).token))).status).toBe(403);
  });

  it('is placed for others by grid workers of their place alone', async () => {
    const [, , third = ''] = counter.city.householdIds;
    const near = counter.client((await counter.hire('gridWorker', 'cn.d1.s1.c1')).token);
    const far = counter.client((await counter.hire('gridWorker', 'cn.d1.s1.c1.g1.b0')).token);
    expect((await order(near, third)).status).toBe(201);
    expect((await order(far, third)).status).toBe(403);
    expect((await order(neighbour, third)).status).toBe(404);
  });

  it('of another city is not there either', async () => {
    const other = await openCounter(database);
    const commander = other.client((await other.hire('commander')).token);
    expect((await read(commander)).status).toBe(404);
    const balances = await commander.v1.warehouses[':id'].balances.$get({ param: { id: counter.city.near } });
    expect(balances.status).toBe(404);
    const receipt = await other.client((await other.hire('warehouseClerk')).token).v1.warehouses[':id'].receipts.$post({
      param: { id: counter.city.near },
      json: { lines: [{ skuId: counter.city.skuIds[0] ?? '', quantity: 1 }] },
      header: { 'Idempotency-Key': newId() },
    });
    expect(receipt.status).toBe(403);
  });
});
