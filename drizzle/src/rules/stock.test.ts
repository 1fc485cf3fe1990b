import fc from 'fast-check';
import { expect, it } from 'vitest';
import { admit, availableOf, type Balance, reserveVerdict, type StockOrder } from './stock.ts';
import { refusalOf } from './testing/refusal-of.ts';

const skus = ['rice', 'oil', 'salt'];
const line = fc.record({ skuId: fc.constantFrom(...skus), units: fc.integer({ min: 1, max: 5 }) });
const orders = fc
  .array(fc.array(line, { minLength: 1, maxLength: 4 }), { maxLength: 20 })
  .map((lists) => lists.map((lines, i): StockOrder => ({ id: `order-${i}`, lines })));
const balances = fc
  .tuple(...skus.map(() => fc.tuple(fc.nat({ max: 20 }), fc.nat({ max: 20 }))))
  .map(
    (pairs) =>
      new Map(
        pairs.map(([a, b], i): [string, Balance] => [
          skus[i] ?? '',
          { onHand: Math.max(a, b), reserved: Math.min(a, b) },
        ]),
      ),
  );

const sumOf = (lines: StockOrder['lines'], sku: string) =>
  lines.reduce((sum, line) => sum + (line.skuId === sku ? line.units : 0), 0);

it('the last 50 units go to the first 50 of 200 buyers', () => {
  const buyers = Array.from({ length: 200 }, (_, i) => ({ id: `b${i}`, lines: [{ skuId: 'rice', units: 1 }] }));
  const admitted = admit(buyers, new Map([['rice', { onHand: 80, reserved: 30 }]]));
  expect(admitted.filter(({ verdict }) => verdict.ok).map(({ orderId }) => orderId)).toEqual(
    buyers.slice(0, 50).map(({ id }) => id),
  );
});

it('orders are admitted one after the other, whole or not at all, and never more than is free', () => {
  fc.assert(
    fc.property(orders, balances, (list, stock) => {
      const admitted = admit(list, stock);
      const free = new Map([...stock].map(([sku, balance]) => [sku, availableOf(balance)]));
      for (const [i, order] of list.entries()) {
        const fits = skus.every((sku) => sumOf(order.lines, sku) <= (free.get(sku) ?? 0));
        expect(admitted[i]?.orderId).toBe(order.id);
        expect(admitted[i]?.verdict.ok).toBe(fits);
        if (fits) for (const sku of skus) free.set(sku, (free.get(sku) ?? 0) - sumOf(order.lines, sku));
      }
    }),
  );
});

it('the balances that were asked about stay as they were', () => {
  const stock = new Map([['rice', { onHand: 5, reserved: 0 }]]);
  admit([{ id: 'a', lines: [{ skuId: 'rice', units: 3 }] }], stock);
  expect(stock.get('rice')).toEqual({ onHand: 5, reserved: 0 });
});

it('a refusal names every line that is short, unknown goods included', () => {
  const stock = new Map([
    ['rice', { onHand: 5, reserved: 3 }],
    ['salt', { onHand: 9, reserved: 0 }],
  ]);
  const lines = [
    { skuId: 'rice', units: 3 },
    { skuId: 'salt', units: 9 },
    { skuId: 'oil', units: 1 },
  ];
  const refusal = refusalOf(reserveVerdict(lines, stock));
  expect(refusal.code).toBe('outOfStock');
  expect(refusal.details).toEqual({
    lines: [
      { skuId: 'rice', asked: 3, available: 2 },
      { skuId: 'oil', asked: 1, available: 0 },
    ],
  });
});

it('nothing is available below zero', () => {
  expect([availableOf({ onHand: 5, reserved: 2 }), availableOf({ onHand: 2, reserved: 5 })]).toEqual([3, 0]);
});
