import fc from 'fast-check';
import { expect, it } from 'vitest';
import { orderStates } from './vocabulary.ts';
import { dueForWave, nextWaveAt, promisedAt, type WaveOrder } from './wave.ts';

const at = (minute: number) => new Date(Date.UTC(2022, 3, 1) + minute * 60_000);
const order: WaveOrder = {
  id: 'a',
  state: 'placed',
  placedAt: at(0),
  promisedAt: at(300),
  deliveryDay: '2022-04-01',
  boxes: ['packed'],
};
const due = (...orders: Partial<WaveOrder>[]) =>
  dueForWave(
    orders.map((over) => ({ ...order, ...over })),
    '2022-04-01',
  ).map(({ id }) => id);

it('the next wave is always later than now, by one interval at most, and keeps the beat', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 5_000 }),
      fc.integer({ min: 0, max: 5_000 }),
      fc.integer({ min: 1, max: 90 }),
      (now, first, every) => {
        const next = nextWaveAt(at(now), at(first), every).getTime();
        expect(next).toBeGreaterThan(at(now).getTime());
        expect(next).toBeLessThanOrEqual(Math.max(at(now + every).getTime(), at(first).getTime()));
        expect((next - at(first).getTime()) % (every * 60_000)).toBe(0);
      },
    ),
  );
  expect(nextWaveAt(at(0), at(10), 30)).toEqual(at(10));
  expect(nextWaveAt(at(10), at(10), 30)).toEqual(at(40));
});

it('orders of today or carried over are due once they are packed and until they are planned', () => {
  expect(due({})).toEqual(['a']);
  expect(due({ deliveryDay: '2022-03-31' })).toEqual(['a']);
  expect(due({ deliveryDay: '2022-04-02' })).toEqual([]);
  expect(due({ boxes: [] })).toEqual([]);
  expect(due({ boxes: ['packed', 'packed'] })).toEqual(['a']);
  expect(due({ boxes: ['packed', 'loaded'] })).toEqual([]);
  expect(orderStates.filter((state) => due({ state }).length > 0)).toEqual(['placed']);
});

it('the most urgent promise comes first, then the older order', () => {
  const late = { id: 'late', promisedAt: at(400) };
  const old = { id: 'old', placedAt: at(-5) };
  expect(due(late, { id: 'b' }, old, { id: 'a' })).toEqual(['old', 'a', 'b', 'late']);
  expect(due({ id: 'a' }, old, { id: 'b' }, late)).toEqual(['old', 'a', 'b', 'late']);
});

it('a promise is so many hours after the clock starts', () => {
  expect(promisedAt(at(30), 5)).toEqual(at(330));
});
