import fc from 'fast-check';
import { expect, it } from 'vitest';
import { containsInstant, containsWindow, intersection, overlap, type TimeWindow } from './time-window.ts';

const instant = fc.integer({ min: 0, max: 40 }).map((ms) => new Date(ms));
const window: fc.Arbitrary<TimeWindow> = fc.record({ from: instant, to: fc.option(instant) });

const at = (ms: number) => new Date(ms);

it('holds its first instant and not its last', () => {
  const window = { from: at(10), to: at(20) };
  expect([9, 10, 19, 20].map((ms) => containsInstant(window, at(ms)))).toEqual([false, true, true, false]);
  expect(containsInstant({ from: at(10), to: null }, at(1e12))).toBe(true);
});

it('the intersection holds exactly what both hold', () => {
  fc.assert(
    fc.property(window, window, instant, (one, other, when) => {
      const both = intersection(one, other);
      expect(both !== null && containsInstant(both, when)).toBe(
        containsInstant(one, when) && containsInstant(other, when),
      );
      expect(overlap(one, other)).toBe(both !== null);
      expect(overlap(other, one)).toBe(overlap(one, other));
    }),
  );
});

it('windows that only touch do not overlap', () => {
  expect(overlap({ from: at(0), to: at(10) }, { from: at(10), to: at(20) })).toBe(false);
  expect(overlap({ from: at(0), to: at(11) }, { from: at(10), to: null })).toBe(true);
});

it('a window holds another when it holds all its instants', () => {
  const day = { from: at(10), to: at(20) };
  expect(containsWindow(day, { from: at(10), to: at(20) })).toBe(true);
  expect(containsWindow(day, { from: at(9), to: at(20) })).toBe(false);
  expect(containsWindow(day, { from: at(10), to: at(21) })).toBe(false);
  expect(containsWindow(day, { from: at(10), to: null })).toBe(false);
  expect(containsWindow({ from: at(10), to: null }, { from: at(12), to: null })).toBe(true);
});
