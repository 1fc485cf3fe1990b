import { expect, it } from 'vitest';
import { ClosedPairs } from './closed-pairs.ts';

it('a pair is closed in one direction, under one law', () => {
  const closed = new ClosedPairs();
  closed.add('car sealed', [114, 22], [115, 23]);
  expect(closed.has('car sealed', [114, 22], [115, 23])).toBe(true);
  expect(closed.has('car sealed', [115, 23], [114, 22])).toBe(false);
  expect(closed.has('car open', [114, 22], [115, 23])).toBe(false);
});
