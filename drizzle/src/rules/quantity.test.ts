import fc from 'fast-check';
import { expect, it } from 'vitest';
import { quantityVerdict } from './quantity.ts';
import { refusalOf } from './testing/refusal-of.ts';

it('every whole number from 1 to the most is accepted as it is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), (value) => {
      expect(quantityVerdict({ field: 'quantity', value, max: 100 })).toEqual({ ok: true, value });
    }),
  );
});

it('both ends of the range are accepted', () => {
  expect([1, 100].map((value) => quantityVerdict({ field: 'q', value, max: 100 }).ok)).toEqual([true, true]);
});

it.each([0, -1, 1.5, 101, 1_000_000_000, 2 ** 60, '3', null, undefined, [3]])(
  'an order of %j units is refused and told what is accepted',
  (value) => {
    const refusal = refusalOf(quantityVerdict({ field: 'lines[0].quantity', value, max: 100 }));
    expect(refusal.code).toBe('quantityInvalid');
    expect(refusal.details).toEqual({ field: 'lines[0].quantity', value, accepted: 'a whole number from 1 to 100' });
  },
);

it('numbers that JSON cannot carry are named, and long texts cut', () => {
  const detailsOf = (value: unknown) => refusalOf(quantityVerdict({ field: 'q', value, max: 9 })).details.value;
  expect(detailsOf(Number.NaN)).toBe('NaN');
  expect(detailsOf(Number.POSITIVE_INFINITY)).toBe('Infinity');
  expect(detailsOf('x'.repeat(100))).toBe('x'.repeat(40));
});
