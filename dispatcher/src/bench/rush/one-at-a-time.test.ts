import { seededRandom } from '@baogong/drizzle/rules/random';
import { describe, expect, it } from 'vitest';
import { impossibleOutcomes, type Sale, type SoldOut } from './one-at-a-time.ts';

const line = (skuId: string, quantity: number) => ({ skuId, quantity });
const shelf = new Map([['near', new Map([['rice', 2]])]]);
const sale = (orderId: string, quantity: number, sentMs = 0): Sale => ({
  ...{ orderId, warehouseId: 'near', sentMs },
  lines: [line('rice', quantity)],
});

describe('what one counter could have answered', () => {
  it('sells what is there and refuses the rest', () => {
    const soldOut = [{ lines: [line('rice', 1)], answeredMs: 5 }];
    expect(impossibleOutcomes({ shelf, sales: [sale('a', 1), sale('b', 1)], soldOut })).toEqual([]);
  });

  it('never sells a unit twice', () => {
    const sales = [sale('a', 1), sale('b', 1), sale('c', 1)];
    expect(impossibleOutcomes({ shelf, sales, soldOut: [] })).toEqual(['order c was sold units that were not there']);
  });

  it('refuses nobody whose units are still free at the end', () => {
    const soldOut = [{ lines: [line('rice', 1)], answeredMs: 5 }];
    expect(impossibleOutcomes({ shelf, sales: [sale('a', 1)], soldOut })).toHaveLength(1);
  });

  it('refuses nobody for a sale that was asked for after his answer', () => {
    const soldOut = [{ lines: [line('rice', 1)], answeredMs: 5 }];
    expect(impossibleOutcomes({ shelf, sales: [sale('a', 2, 6)], soldOut })).toHaveLength(1);
    expect(impossibleOutcomes({ shelf, sales: [sale('a', 2, 4)], soldOut })).toEqual([]);
  });

  it('refuses an order of which no single warehouse has every line', () => {
    const spread = new Map([
      ['near', new Map([['rice', 1]])],
      ['far', new Map([['oil', 1]])],
    ]);
    const soldOut = [{ lines: [line('rice', 1), line('oil', 1)], answeredMs: 5 }];
    expect(impossibleOutcomes({ shelf: spread, sales: [], soldOut })).toEqual([]);
    const onlyOil = [{ lines: [line('oil', 1)], answeredMs: 5 }];
    expect(impossibleOutcomes({ shelf: spread, sales: [], soldOut: onlyOil })).toHaveLength(1);
  });

  it('agrees with a counter that does serve one after the other, and finds each fault planted in its answers', () => {
    for (let seed = 0; seed < 200; seed++) {
      const random = seededRandom(seed);
      const units = new Map(['rice', 'oil', 'salt'].map((skuId) => [skuId, 2 + random.int(4)]));
      const left = new Map(units);
      const sales: Sale[] = [];
      const soldOut: SoldOut[] = [];
      for (let buyer = 0; buyer < 12; buyer++) {
        const lines = random
          .shuffle([...units.keys()])
          .slice(0, 2)
          .map((skuId) => line(skuId, 1 + random.int(2)));
        if (lines.every(({ skuId, quantity }) => (left.get(skuId) ?? 0) >= quantity)) {
          for (const { skuId, quantity } of lines) left.set(skuId, (left.get(skuId) ?? 0) - quantity);
          sales.push({ orderId: `${buyer}`, warehouseId: 'near', lines, sentMs: buyer });
        } else soldOut.push({ lines, answeredMs: buyer + 0.5 });
      }
      const honest = { shelf: new Map([['near', units]]), sales, soldOut };
      expect(impossibleOutcomes(honest)).toEqual([]);

      const [first] = soldOut;
      if (!first) continue;
      const oversold = { orderId: 'planted', warehouseId: 'near', lines: first.lines, sentMs: 0 };
      expect(impossibleOutcomes({ ...honest, sales: [...sales, oversold] })).not.toEqual([]);
      expect(impossibleOutcomes({ ...honest, sales: [] })).not.toEqual([]);
    }
  });
});
