import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Id, newId } from '../../rules/ids.ts';
import { balanceOf, emptyBook, entryVerdict, type LedgerBook, type LedgerEntry, written } from '../../rules/ledger.ts';
import { type LedgerAccount, stockOf } from '../../rules/ledger-account.ts';
import { Refusal } from '../../rules/refusal.ts';
import { boxes } from '../../schema/boxes.ts';
import { ledgerEntries } from '../../schema/ledger.ts';
import { orders } from '../../schema/orders.ts';
import { balances } from '../../schema/skus.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { acting, SMALL_CITY_DAY, SMALL_CITY_NOON, type SmallCity, smallCity } from '../../testing/small-city.ts';
import { verify } from '../../verify/run.ts';
import { deliverBoxes } from '../boxes/deliver-boxes.ts';
import { handOver } from '../boxes/hand-over.ts';
import { loseBoxes } from '../boxes/lose-boxes.ts';
import { returnBoxes } from '../boxes/return-boxes.ts';
import { cancelOrder } from '../orders/cancel.ts';
import { packOrders } from '../orders/pack.ts';
import { placeOrder } from '../orders/place.ts';
import { receiveStock } from '../stock/receive.ts';
import { closeDay } from './close-day.ts';

let database: TestDatabase;
let city: SmallCity;
const van = { kind: 'vehicle' as const, id: newId() };

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const deeds = [
  'receive',
  'place',
  'place',
  'place',
  'pack',
  'load',
  'deliver',
  'return',
  'returnFar',
  'lose',
  'cancel',
  'close',
] as const;
const command = fc.record({
  deed: fc.constantFrom(...deeds),
  a: fc.nat(1000),
  b: fc.nat(1000),
  n: fc.integer({ min: 1, max: 8 }),
});
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

/** Does one thing that the world allows at all; the actions themselves decide whether it may be done now. */
async function perform({ deed, a, b, n }: Command, now: Date): Promise<void> {
  const skuId = city.skuIds[a % 2] ?? '';
  const warehouseId = b % 2 ? city.near : city.far;
  const run = <T>(work: Parameters<typeof acting<T>>[1]) => acting(database, work, now);
  const all = await database.read((db) => db.select({ id: boxes.id }).from(boxes).orderBy(boxes.packedAt, boxes.id));
  const box = all.length > 0 ? [all[a % all.length]?.id ?? ''] : [];
  switch (deed) {
    case 'receive':
      return void (await run((tx) => receiveStock(tx, { warehouseId, lines: [{ skuId, quantity: n }] })));
    case 'place': {
      const lines = city.skuIds.slice(0, 1 + (b % 2)).map((id) => ({ skuId: id, quantity: n }));
      return void (await run((tx) => placeOrder(tx, { householdId: city.householdIds[a % 3] ?? '', lines })));
    }
    case 'pack':
      return void (await run((tx) => packOrders(tx, { warehouseId, limit: n })));
    case 'load':
      return void (await run((tx) =>
        handOver(tx, { boxIds: box, from: { kind: 'warehouse', id: warehouseId }, to: van }),
      ));
    case 'deliver':
      return void (await run((tx) =>
        deliverBoxes(tx, { boxIds: box, from: van, to: { kind: 'dropPoint', id: city.dropPointId } }),
      ));
    case 'return':
    case 'returnFar':
      return void (await run((tx) =>
        returnBoxes(tx, { boxIds: box, from: van, warehouseId: deed === 'return' ? city.near : city.far }),
      ));
    case 'lose':
      return void (await run((tx) => loseBoxes(tx, box)));
    case 'cancel': {
      const placed = await database.read((db) => db.select({ id: orders.id }).from(orders).orderBy(orders.placedAt));
      const orderId = placed[a % Math.max(1, placed.length)]?.id;
      return orderId ? run((tx) => cancelOrder(tx, { orderId })) : undefined;
    }
    case 'close':
      return void (await run((tx) =>
        closeDay(tx, { cityId: city.id, day: SMALL_CITY_DAY, unserved: b % 2 ? 'carry' : 'end' }),
      ));
  }
}

/** Rows of one statement have no order of their own; what gives units free is read first. */
const takesUnits = ['pending', 'transfer'];

/** All rows as the rules' book; each of them must have been allowed when it was written. */
async function book(): Promise<LedgerBook> {
  const all = await database.read((db) =>
    db.select().from(ledgerEntries).orderBy(ledgerEntries.recordedAt, ledgerEntries.id),
  );
  const rank = (row: (typeof all)[number]) => row.recordedAt.getTime() + (takesUnits.includes(row.kind) ? 1 : 0);
  all.sort((one, other) => rank(one) - rank(other));
  return all.reduce((sum: LedgerBook, row) => {
    // The text columns were written from these very accounts.
    const entry: LedgerEntry = { ...row, from: row.fromAccount as LedgerAccount, to: row.toAccount as LedgerAccount };
    expect(entryVerdict(sum, entry)).toMatchObject({ ok: true });
    return written(sum, entry);
  }, emptyBook);
}

describe('whatever is done in whatever order', () => {
  it('the ledger allows each of its rows, balances are its sum, and every invariant holds', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 20, maxLength: 40 }), async (commands) => {
        await database.reset();
        city = await smallCity(database, { skus: [{ grams: 4000, quotaPerWeek: 30 }, { quotaPerWeek: 30 }] });
        const opening = [
          { deed: 'receive' as const, a: 0, b: 1, n: 8 },
          { deed: 'receive' as const, a: 1, b: 0, n: 8 },
        ];
        for (const [step, each] of [...opening, ...commands].entries()) {
          await perform(each, new Date(SMALL_CITY_NOON.getTime() + step * 1000)).catch((error: unknown) => {
            if (!(error instanceof Refusal)) throw error;
          });
        }
        const sum = await book();
        for (const { warehouseId, skuId, onHand, reserved } of await database.read((db) =>
          db.select().from(balances),
        )) {
          expect({ onHand, reserved }).toEqual(balanceOf(sum, stockOf(warehouseId as Id), skuId));
        }
        expect((await verify(database)).findings.filter(({ count }) => count > 0)).toEqual([]);
      }),
      { numRuns: 4, seed: 20260401 },
    );
  });
});
