import fc from 'fast-check';
import { expect, it } from 'vitest';
import { orderSumFen, yuanText } from './price.ts';
import { refusalOf } from './testing/refusal-of.ts';

const rice = { skuId: 'rice', units: 2, priceFen: 3_990, ceilingFen: 3_990 };

it('the sum is units times price over all lines', () => {
  expect(orderSumFen([rice, { ...rice, skuId: 'salt', units: 3, priceFen: 250 }])).toEqual({ ok: true, value: 8_730 });
  expect(orderSumFen([])).toEqual({ ok: true, value: 0 });
});

it('a price above the ceiling is refused, one at the ceiling is not', () => {
  const refusal = refusalOf(orderSumFen([rice, { ...rice, skuId: 'oil', priceFen: 3_991 }]));
  expect(refusal.code).toBe('priceAboveCeiling');
  expect(refusal.details).toEqual({ skuId: 'oil', priceFen: 3_991, accepted: 3_990 });
});

it('fen are read as yuan with two digits behind the point', () => {
  expect([0, 5, 100, 1_234, -50].map(yuanText)).toEqual(['¥0.00', '¥0.05', '¥1.00', '¥12.34', '-¥0.50']);
  fc.assert(
    fc.property(fc.nat(), (fen) => {
      expect(Math.round(Number(yuanText(fen).slice(1)) * 100)).toBe(fen);
    }),
  );
});
