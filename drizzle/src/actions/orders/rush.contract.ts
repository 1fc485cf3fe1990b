import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { once } from '../../database/idempotency.ts';
import { rows } from '../../database/rows.ts';
import { type Id, newId } from '../../rules/ids.ts';
import { seededRandom } from '../../rules/random.ts';
import { Refusal } from '../../rules/refusal.ts';
import { orders } from '../../schema/orders.ts';
import { balances } from '../../schema/skus.ts';
import { type Engine, openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { acting, actingAs, type SmallCity, smallCity } from '../../testing/small-city.ts';
import { verify } from '../../verify/run.ts';
import { receiveStock } from '../stock/receive.ts';
import { type PlaceInput, placeOrder, placeOrders } from './place.ts';

/** What must hold when many buy at once, on either engine. */
export function describeRush(engine: Engine, rounds: number): void {
  describe(`a rush on ${engine}`, () => {
    let database: TestDatabase;
    let city: SmallCity;

    beforeAll(async () => {
      database = await openTestDatabase(engine);
    });
    afterAll(() => database.close());

    const open = async (plan: Parameters<typeof smallCity>[1], stock: Partial<Record<'near' | 'far', number>>) => {
      await database.reset();
      city = await smallCity(database, plan);
      for (const where of ['near', 'far'] as const) {
        const quantity = stock[where];
        if (!quantity) continue;
        const lines = city.skuIds.map((skuId) => ({ skuId, quantity }));
        await acting(database, (tx) => receiveStock(tx, { warehouseId: city[where], lines }));
      }
    };
    const sold = async (skuId: Id) => {
      const shelf = await database.read((db) => db.select().from(balances).where(eq(balances.skuId, skuId)));
      return shelf.reduce((sum, { reserved }) => sum + reserved, 0);
    };
    const clean = async () => {
      const { findings } = await verify(database);
      expect(findings.filter(({ count }) => count > 0)).toEqual([]);
    };
    const place = (input: PlaceInput) => acting(database, (tx) => placeOrder(tx, input));

    it(`sells exactly the last 50 units to 200 buyers, ${rounds} times over`, {
      timeout: rounds * 30_000,
    }, async () => {
      for (let round = 0; round < rounds; round++) {
        await open({ households: 200, skus: [{}] }, { near: 50 });
        const skuId = city.skuIds[0] ?? '';
        const results = await Promise.allSettled(
          city.householdIds.map((householdId) => place({ householdId, lines: [{ skuId, quantity: 1 }] })),
        );

        expect(results.filter(({ status }) => status === 'fulfilled').length).toBe(50);
        expect(refusals(results)).toEqual({ outOfStock: 150 });
        expect(await sold(skuId)).toBe(50);
        await clean();
      }
    });

    it('sells the last units of both warehouses before it refuses anybody', { timeout: 60_000 }, async () => {
      await open({ households: 60, skus: [{}] }, { near: 25, far: 25 });
      const skuId = city.skuIds[0] ?? '';
      const results = await Promise.allSettled(
        city.householdIds.map((householdId) => place({ householdId, lines: [{ skuId, quantity: 1 }] })),
      );
      expect(refusals(results)).toEqual({ outOfStock: 10 });
      expect(await sold(skuId)).toBe(50);
      await clean();
    });

    it('neither deadlocks nor oversells when baskets name the same items in any order', {
      timeout: 60_000,
    }, async () => {
      await open(
        { households: 40, skus: Array.from({ length: 6 }, () => ({ quotaPerWeek: 100 })) },
        { near: 60, far: 30 },
      );
      const random = seededRandom(7);
      const baskets = Array.from({ length: 120 }, (_, i): PlaceInput => {
        const skuIds = random.shuffle(city.skuIds).slice(0, 1 + Math.floor(random.next() * 6));
        const lines = skuIds.map((skuId) => ({ skuId, quantity: 1 + Math.floor(random.next() * 3) }));
        return { householdId: city.householdIds[i % 40] ?? '', lines };
      });
      const results = await Promise.allSettled(baskets.map(place));
      expect(Object.keys(refusals(results)).filter((code) => code !== 'outOfStock')).toEqual([]);
      await clean();
    });

    it('keeps each household within its quota, lists and single orders mixed', { timeout: 60_000 }, async () => {
      await open({ households: 5, skus: [{ quotaPerWeek: 3 }] }, { near: 1000 });
      const skuId = city.skuIds[0] ?? '';
      const one = (householdId: Id): PlaceInput => ({ householdId, lines: [{ skuId, quantity: 1 }] });
      await Promise.allSettled(
        Array.from({ length: 20 }, (_, i) =>
          acting(database, (tx) => placeOrders(tx, seededRandom(i).shuffle(city.householdIds).map(one))),
        ),
      );
      // 5 households × 3 units
      expect(await sold(skuId)).toBe(15);
      await clean();
    });

    it('makes one order of each key however often it is sent', { timeout: 60_000 }, async () => {
      await open({ households: 10, skus: [{}] }, { near: 50 });
      const skuId = city.skuIds[0] ?? '';
      const keys = city.householdIds.map((householdId, i) => ({
        householdId,
        key: newId(),
        accountId: city.accountIds[i] ?? '',
      }));
      const send = ({ householdId, key, accountId }: (typeof keys)[number]) =>
        actingAs(
          database,
          { kind: 'account', id: accountId, cityId: city.id, grants: [{ role: 'resident', path: 'cn' }] },
          (tx) =>
            once(tx, { principal: accountId, key, fingerprint: 'f', expiresAt: new Date('2099-01-01') }, async () => ({
              status: 201,
              body: await placeOrder(tx, { householdId, lines: [{ skuId, quantity: 1 }] }),
            })),
        );
      const answers = await Promise.all(Array.from({ length: 5 }, () => keys.map(send)).flat());
      expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(10);
      const [count] = await database.read((db) =>
        rows<{ n: number }>(db, sql`select count(*)::int as n from ${orders}`),
      );
      expect(count?.n).toBe(10);
    });
  });
}

function refusals(results: readonly PromiseSettledResult<unknown>[]): Record<string, number> {
  const codes: Record<string, number> = {};
  for (const result of results) {
    if (result.status === 'fulfilled') continue;
    const code = result.reason instanceof Refusal ? result.reason.code : String(result.reason);
    codes[code] = (codes[code] ?? 0) + 1;
  }
  return codes;
}
