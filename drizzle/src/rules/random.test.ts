import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom, seedFrom } from './random.ts';

function firstOf(seed: string | number, count: number): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => random.next());
}

describe('seeded random', () => {
  it('gives the same run for the same seed, in every release', () => {
    expect(firstOf(1, 3)).toMatchInlineSnapshot(`
      [
        0.577306305479388,
        0.7528160519651972,
        0.508339389063547,
      ]
    `);
    expect(firstOf('noon', 5)).toEqual(firstOf('noon', 5));
  });

  it('gives other seeds other runs, neighbours and texts of digits included', () => {
    expect(new Set([1, 2, '1', 'a', 0.5].map((seed) => firstOf(seed, 2).join())).size).toBe(5);
  });

  it('stays in [0, 1) with the mean and spread of a fair source', () => {
    const run = firstOf('fair', 20_000);
    const mean = run.reduce((sum, x) => sum + x, 0) / run.length;
    const variance = run.reduce((sum, x) => sum + (x - mean) ** 2, 0) / run.length;
    expect(Math.min(...run)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...run)).toBeLessThan(1);
    expect(mean).toBeCloseTo(1 / 2, 1.7);
    expect(variance).toBeCloseTo(1 / 12, 2);
  });

  it('draws every whole number below n about equally often', () => {
    const random = seededRandom('dice');
    const counts = [0, 0, 0, 0, 0, 0];
    for (let i = 0; i < 12_000; i++) {
      const n = random.int(6);
      counts[n] = (counts[n] ?? 0) + 1;
    }
    expect(counts).toHaveLength(6);
    // 2,000 each, give or take 5 standard deviations of 41.
    for (const count of counts) expect(Math.abs(count - 2_000)).toBeLessThan(205);
  });

  it('has no whole number below 1 and no pick from nothing', () => {
    const random = seededRandom(1);
    expect(random.int(1)).toBe(0);
    for (const n of [0, -1, 1.5, Number.NaN]) expect(() => random.int(n)).toThrow(`a whole number from 1, not ${n}`);
    expect(() => random.pick([])).toThrow('a list that is not empty');
    expect(random.pick(['only'])).toBe('only');
  });

  it('shuffles a copy that holds the same things', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (list, seed) => {
        const before = [...list];
        const shuffled = seededRandom(seed).shuffle(list);
        expect(list).toEqual(before);
        expect([...shuffled].sort()).toEqual([...list].sort());
      }),
    );
  });

  it('brings every thing to every place about equally often', () => {
    const random = seededRandom('cards');
    const firsts = { a: 0, b: 0, c: 0 };
    const lasts = { a: 0, b: 0, c: 0 };
    for (let i = 0; i < 3_000; i++) {
      const [first = 'a', , last = 'a'] = random.shuffle(['a', 'b', 'c'] as const);
      firsts[first]++;
      lasts[last]++;
    }
    // 1,000 each, give or take 5 standard deviations of 26.
    for (const count of [...Object.values(firsts), ...Object.values(lasts)]) {
      expect(Math.abs(count - 1_000)).toBeLessThan(130);
    }
  });

  it('draws normal numbers of mean 0 and deviation 1', () => {
    const random = seededRandom('normal');
    const run = Array.from({ length: 10_000 }, () => random.normal());
    const mean = run.reduce((sum, x) => sum + x, 0) / run.length;
    const variance = run.reduce((sum, x) => sum + x * x, 0) / run.length;
    expect(Math.abs(mean)).toBeLessThan(0.05);
    expect(Math.abs(variance - 1)).toBeLessThan(0.07);
  });

  it('makes one seed of many parts and keeps the parts apart', () => {
    expect(seedFrom('shatou', 1)).toBe(seedFrom('shatou', 1));
    expect(
      new Set([seedFrom('a', 'b'), seedFrom('ab'), seedFrom('b', 'a'), seedFrom('a', 1), seedFrom('a', '1')]).size,
    ).toBe(5);
  });
});
