import { setTimeout as delay } from 'node:timers/promises';
import { receiveStock } from '@baogong/drizzle/actions/stock/receive';
import { newId } from '@baogong/drizzle/rules/ids';
import { orders } from '@baogong/drizzle/schema/orders';
import { balances } from '@baogong/drizzle/schema/skus';
import type { Engine } from '@baogong/drizzle/testing/open-test-database';
import { acting } from '@baogong/drizzle/testing/small-city';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Listening, listen } from '../server.ts';
import { type Counter, openCounter, openTestDatabase, type TestDatabase } from '../testing/open-counter.ts';

const BUYERS = 200;
const LAST_UNITS = 50;
const TRIES_MAX = 30;

/** Many households at once for the last units of one item, over real sockets. */
export function describeRushOverHttp(engine: Engine, rounds: number): void {
  describe(`a rush over HTTP on ${engine}`, () => {
    let database: TestDatabase;

    beforeAll(async () => {
      database = await openTestDatabase(engine);
    });
    afterAll(() => database.close());

    it(`sells exactly the last ${LAST_UNITS} units to ${BUYERS} buyers, one order per key, ${rounds} times over`, {
      timeout: rounds * 60_000,
    }, async () => {
      for (let round = 0; round < rounds; round++) {
        await database.reset();
        const counter = await openCounter(database, { households: BUYERS, skus: [{}] });
        const [skuId = ''] = counter.city.skuIds;
        const lines = [{ skuId, quantity: LAST_UNITS }];
        await acting(database, (tx) => receiveStock(tx, { warehouseId: counter.city.near, lines }));
        const tokens = await tokensOf(counter);
        const server = await listen({ app: counter.app, host: '127.0.0.1', port: 0 });

        const bought = await Promise.all(tokens.map((token, i) => buy({ server, token, skuId, twice: i % 4 === 0 })));
        await server.close();

        expect(bought.filter(({ status }) => status === 201)).toHaveLength(LAST_UNITS);
        expect(bought.filter(({ code }) => code === 'outOfStock')).toHaveLength(BUYERS - LAST_UNITS);
        expect(await database.read((db) => db.$count(orders))).toBe(LAST_UNITS);
        const shelf = await database.read((db) => db.select().from(balances).where(eq(balances.skuId, skuId)));
        expect(shelf.reduce((sum, { reserved }) => sum + reserved, 0)).toBe(LAST_UNITS);
      }
    });
  });
}

interface Bought {
  readonly status: number;
  readonly code: string | undefined;
}

/** Every fourth sends the same order twice under one key, as an impatient thumb does. */
async function buy({
  server,
  token,
  skuId,
  twice,
}: {
  readonly server: Listening;
  readonly token: string;
  readonly skuId: string;
  readonly twice: boolean;
}): Promise<Bought> {
  const key = newId();
  const send = () =>
    fetch(`${server.address}/v1/orders`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'Idempotency-Key': key },
      body: JSON.stringify({ lines: [{ skuId, quantity: 1 }] }),
    });
  // "Try again" is no answer: a buyer comes back under the same key, and must still get one order at most.
  const once = async () => {
    let answer = await send();
    for (let tries = 0; answer.status === 503 && tries < TRIES_MAX; tries++) {
      await delay(1_000 * Number(answer.headers.get('retry-after')));
      answer = await send();
    }
    return { status: answer.status, text: await answer.text() };
  };
  const [first, second] = await Promise.all([once(), twice ? once() : undefined]);
  if (second) expect(second.status).toBe(first.status);
  if (second && first.status === 201) expect(second.text).toBe(first.text);
  return { status: first.status, code: /"code":"(\w+)"/.exec(first.text)?.[1] };
}

async function tokensOf(counter: Counter): Promise<string[]> {
  const tokens: string[] = [];
  for (const accountId of counter.city.accountIds) tokens.push(await counter.tokenOf(accountId));
  return tokens;
}
