import { expect, it } from 'vitest';
import { decodePolyline6 } from './polyline6.ts';

it('a line is decoded longitude first', () => {
  // The example of Google's format description, read with six decimals instead of five.
  expect(decodePolyline6('_p~iF~ps|U_ulLnnqC_mqNvxq`@')).toEqual([
    [-12.02, 3.85],
    [-12.095, 4.07],
    [-12.6453, 4.3252],
  ]);
});

it('text that is no line is refused', () => {
  expect(() => decodePolyline6('_p~iF~ps|')).toThrow(RangeError);
});
