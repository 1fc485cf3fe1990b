import { receiveStock } from '@baogong/drizzle/actions/stock/receive';
import { newId } from '@baogong/drizzle/rules/ids';
import { outbox } from '@baogong/drizzle/schema/transport';
import { acting, SMALL_CITY_NOON } from '@baogong/drizzle/testing/small-city';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { type Counter, openCounter, openTestDatabase, type TestDatabase } from '../testing/open-counter.ts';

interface Seen {
  readonly id: number;
  readonly event: string;
  readonly data: Record<string, unknown>;
}

describe('live events', () => {
  let database: TestDatabase;
  let counter: Counter;
  let seq = 0;

  beforeAll(async () => {
    database = await openTestDatabase();
    counter = await openCounter(database);
  });
  afterAll(() => database.close());

  /** As the relay does: numbered after the commit, then announced. */
  const happen = async (name: string, payload: Record<string, unknown>, cityId = counter.city.id) => {
    seq += 1;
    await database.transaction(async (tx) => {
      await tx.insert(outbox).values({ id: newId(), cityId, name, payload, recordedAt: SMALL_CITY_NOON, seq });
      await tx.execute(sql`select pg_notify('events', ${String(seq)})`);
    });
    return seq;
  };
  const open = async (token: string, { seconds = 1, after }: { seconds?: number; after?: number } = {}) => {
    const answer = await counter.app.request(`/v1/events?for=${seconds}`, {
      headers: { Authorization: `Bearer ${token}`, ...(after !== undefined && { 'Last-Event-ID': String(after) }) },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    return answer;
  };
  const seen = async (answer: Response): Promise<Seen[]> =>
    (await answer.text())
      .split('\n\n')
      .filter((block) => block.includes('event: '))
      .map((block) => ({
        id: Number(/^id: (.+)$/m.exec(block)?.[1] ?? 0),
        event: /^event: (.+)$/m.exec(block)?.[1] ?? '',
        data: JSON.parse(/^data: (.+)$/m.exec(block)?.[1] ?? '{}'),
      }))
      .filter(({ event }) => event !== 'ready');

  it('reach those whom they concern, and nobody else', async () => {
    const [household = '', neighbour = ''] = counter.city.accountIds;
    const lines = counter.city.skuIds.map((skuId) => ({ skuId, quantity: 5 }));
    await acting(database, (tx) => receiveStock(tx, { warehouseId: counter.city.near, lines }));
    const placed = await counter.client(await counter.tokenOf(household)).v1.orders.$post({
      json: { lines: [{ skuId: counter.city.skuIds[0] ?? '', quantity: 1 }] },
      header: { 'Idempotency-Key': newId() },
    });
    if (placed.status !== 201) throw new Error(await placed.text());
    const { id: orderId } = await placed.json();

    const streams = await Promise.all(
      [
        await counter.tokenOf(household),
        await counter.tokenOf(neighbour),
        (await counter.hire('commander')).token,
        (await counter.hire('warehouseClerk', 'cn.d1.s1')).token,
        (await counter.hire('warehouseClerk', 'cn.d1.s1.c1')).token,
      ].map((token) => open(token, { seconds: 3 })),
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    await happen('order.cancelled.v1', { orderId });
    await happen('law.changed.v1', { cityId: counter.city.id, lawVersion: 2 });
    await happen('boxes.packed.v1', { warehouseId: counter.city.near, orders: 1, boxes: 1 });
    await happen('law.changed.v1', { cityId: newId(), lawVersion: 9 }, newId());

    const names = await Promise.all(streams.map(async (stream) => (await seen(stream)).map(({ event }) => event)));
    expect(names).toEqual([
      ['order.cancelled.v1', 'law.changed.v1'],
      ['law.changed.v1'],
      ['order.cancelled.v1', 'law.changed.v1', 'boxes.packed.v1'],
      ['law.changed.v1', 'boxes.packed.v1'],
      ['law.changed.v1'],
    ]);
  });

  it('go on behind the last one that a client saw', async () => {
    const { token } = await counter.hire('commander');
    const last = await happen('wave.due.v1', { waveId: newId() });
    const missed = await happen('wave.due.v1', { waveId: newId() });
    const events = await seen(await open(token, { after: last }));
    expect(events.map(({ id, event }) => [id, event])).toEqual([[missed, 'wave.due.v1']]);
  });

  it('become one word, snapshot, for a client that missed too many', async () => {
    const { token } = await counter.hire('commander');
    const last = await happen('wave.due.v1', { waveId: newId() });
    const many = Array.from({ length: 1_001 }, () => ({
      id: newId(),
      cityId: counter.city.id,
      name: 'wave.due.v1',
      payload: { waveId: newId() },
      recordedAt: SMALL_CITY_NOON,
      seq: ++seq,
    }));
    await database.transaction((tx) => tx.insert(outbox).values(many));
    expect(await seen(await open(token, { after: last }))).toEqual([{ id: seq, event: 'snapshot', data: {} }]);
  });

  it('end without a word of the cause when the database fails', async () => {
    const { token } = await counter.hire('commander');
    const failing = { ...database, listen: () => Promise.reject(new Error('password is swordfish')) };
    const deps = { ...counter.deps, database: failing };
    const answer = await createApp(deps).request('/v1/events?for=1', { headers: { Authorization: `Bearer ${token}` } });
    expect(await answer.text()).not.toContain('swordfish');
    expect(counter.logged.join()).toContain('swordfish');
  });

  it('end when they were asked to', async () => {
    const { token } = await counter.hire('commander');
    const startedAt = performance.now();
    await (await open(token, { seconds: 1 })).text();
    expect(performance.now() - startedAt).toBeGreaterThan(900);
    const tooLong = await counter.app.request('/v1/events?for=99999', {
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(tooLong.status).toBe(422);
  });
});
