import { describe, expect, it } from 'vitest';
import { basketLines, parseBasket, sumFen, unitsMax, unitsOf, withUnits } from './basket.ts';

const rice = {
  skuId: 'rice',
  code: 'A01',
  nameZh: '大米',
  nameEn: 'Rice',
  grams: 5000,
  temperatureClass: 'ambient' as const,
  priceFen: 3150,
  available: true,
  left: 50,
  quota: 3,
  quotaLeft: 2,
};
const milk = { ...rice, skuId: 'milk', priceFen: 1290, left: 1, quotaLeft: 5 };

describe('a basket', () => {
  it('holds no more than the quota leaves and the stock has', () => {
    expect([unitsMax(rice), unitsMax(milk), unitsMax({ ...milk, available: false })]).toEqual([2, 1, 0]);
    expect(withUnits({}, rice, 99)).toEqual({ rice: 2 });
    expect(withUnits({ rice: 2 }, rice, 0)).toEqual({});
    expect(withUnits({ rice: 2 }, rice, -1)).toEqual({});
  });

  it('is cut to what the shelf has now, and summed in fen', () => {
    const lines = basketLines({ rice: 2, milk: 4, gone: 1 }, [rice, milk]);
    expect(lines.map(({ item, quantity }) => [item.skuId, quantity])).toEqual([
      ['rice', 2],
      ['milk', 1],
    ]);
    // 2 × 31.50 + 1 × 12.90
    expect(sumFen(lines)).toBe(7590);
  });

  it('is read back from the device, and broken texts are an empty one', () => {
    expect(unitsOf(parseBasket('{"rice":2,"milk":1}'))).toBe(3);
    expect([parseBasket(null), parseBasket('{'), parseBasket('3'), parseBasket('{"rice":-1,"milk":"x"}')]).toEqual([
      {},
      {},
      {},
      {},
    ]);
  });
});
