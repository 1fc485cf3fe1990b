import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BOX_GRAMS_MAX, BOX_MILLILITRES_MAX, boxesOf, type PackedSku, type PackLine } from './packing.ts';
import { temperatureClasses } from './vocabulary.ts';

const sku = fc.record({
  grams: fc.integer({ min: 1, max: 20_000 }),
  millilitres: fc.integer({ min: 1, max: 50_000 }),
  temperatureClass: fc.constantFrom(...temperatureClasses),
});
const order = fc.array(fc.tuple(sku, fc.integer({ min: 1, max: 30 })), { maxLength: 10 }).map((items) => ({
  skus: new Map<string, PackedSku>(items.map(([sku], i) => [`sku-${i}`, sku])),
  lines: items.map(([, units], i): PackLine => ({ skuId: `sku-${i}`, units })),
}));

const ambient = (grams: number, millilitres: number): PackedSku => ({
  grams,
  millilitres,
  temperatureClass: 'ambient',
});

describe('boxes of an order', () => {
  it('every unit lies in exactly one box', () => {
    fc.assert(
      fc.property(order, ({ lines, skus }) => {
        const packed = new Map<string, number>();
        for (const { skuId, units } of boxesOf(lines, skus).flatMap((box) => box.lines)) {
          expect(units).toBeGreaterThan(0);
          packed.set(skuId, (packed.get(skuId) ?? 0) + units);
        }
        expect(packed).toEqual(new Map(lines.map(({ skuId, units }) => [skuId, units])));
      }),
    );
  });

  it('no box is too heavy or too full, but for a single unit that no box could hold', () => {
    fc.assert(
      fc.property(order, ({ lines, skus }) => {
        for (const box of boxesOf(lines, skus)) {
          const fits = box.grams <= BOX_GRAMS_MAX && box.millilitres <= BOX_MILLILITRES_MAX;
          const units = box.lines.reduce((sum, line) => sum + line.units, 0);
          expect(fits || units === 1).toBe(true);
        }
      }),
    );
  });

  it('a box says what it weighs and holds, and mixes no temperature classes', () => {
    fc.assert(
      fc.property(order, ({ lines, skus }) => {
        for (const box of boxesOf(lines, skus)) {
          const inside = box.lines.map(({ skuId, units }) => ({ units, sku: skus.get(skuId) ?? ambient(0, 0) }));
          expect(box.grams).toBe(inside.reduce((sum, { units, sku }) => sum + units * sku.grams, 0));
          expect(box.millilitres).toBe(inside.reduce((sum, { units, sku }) => sum + units * sku.millilitres, 0));
          expect(inside.every(({ sku }) => sku.temperatureClass === box.temperatureClass)).toBe(true);
        }
      }),
    );
  });

  it('the order of the lines changes nothing', () => {
    fc.assert(
      fc.property(order, ({ lines, skus }) => {
        expect(boxesOf([...lines].reverse(), skus)).toEqual(boxesOf(lines, skus));
      }),
    );
  });

  it('needs at most twice the boxes that weight and volume alone demand, and one more a class', () => {
    const small = fc.array(fc.tuple(fc.integer({ min: 1, max: 15_000 }), fc.integer({ min: 1, max: 30 })), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(small, (items) => {
        const skus = new Map(items.map(([grams], i) => [`sku-${i}`, ambient(grams, 1)]));
        const boxes = boxesOf(
          items.map(([, units], i) => ({ skuId: `sku-${i}`, units })),
          skus,
        );
        const grams = items.reduce((sum, [each, units]) => sum + each * units, 0);
        expect(boxes.length).toBeLessThanOrEqual(Math.ceil((2 * grams) / BOX_GRAMS_MAX) + 1);
      }),
    );
  });

  it('fills the gap beside big goods with small ones', () => {
    const skus = new Map([
      ['rice', ambient(10_000, 12_000)],
      ['oil', ambient(5_000, 5_500)],
      ['salt', ambient(500, 400)],
    ]);
    // 2 × 10 kg and 2 × 5 kg fill two boxes to the gram; the salt needs a third.
    expect(
      boxesOf(
        [
          { skuId: 'salt', units: 3 },
          { skuId: 'oil', units: 2 },
          { skuId: 'rice', units: 2 },
        ],
        skus,
      ),
    ).toEqual([
      {
        temperatureClass: 'ambient',
        lines: [
          { skuId: 'rice', units: 1 },
          { skuId: 'oil', units: 1 },
        ],
        grams: 15_000,
        millilitres: 17_500,
      },
      {
        temperatureClass: 'ambient',
        lines: [
          { skuId: 'rice', units: 1 },
          { skuId: 'oil', units: 1 },
        ],
        grams: 15_000,
        millilitres: 17_500,
      },
      { temperatureClass: 'ambient', lines: [{ skuId: 'salt', units: 3 }], grams: 1_500, millilitres: 1_200 },
    ]);
  });

  it('volume decides where it is scarcer than weight', () => {
    const skus = new Map([['tissues', ambient(100, 15_000)]]);
    expect(boxesOf([{ skuId: 'tissues', units: 5 }], skus).map((box) => box.lines[0]?.units)).toEqual([2, 2, 1]);
  });

  it('the biggest goods go first, by the scarcer of weight and volume, and of equal ones the first by id', () => {
    const skus = new Map([
      ['heavy', ambient(9_000, 100)],
      ['wide', ambient(100, 30_000)],
      ['b', ambient(6_000, 9_000)],
      ['a', ambient(6_000, 9_000)],
    ]);
    const order = [...skus.keys()].map((skuId) => ({ skuId, units: 1 }));
    // wide fills 0.75 of a box, heavy 0.6, a and b 0.4 each: wide and heavy share a box, a and b the next.
    expect(boxesOf(order, skus).map((box) => box.lines.map((line) => line.skuId))).toEqual([
      ['wide', 'heavy'],
      ['a', 'b'],
    ]);
    expect(boxesOf([...order].reverse(), skus)).toEqual(boxesOf(order, skus));
  });

  it('a unit bigger than a box travels alone', () => {
    const skus = new Map([['water', ambient(18_900, 20_000)]]);
    expect(boxesOf([{ skuId: 'water', units: 2 }], skus).map((box) => box.grams)).toEqual([18_900, 18_900]);
  });

  it('an order of nothing has no boxes, and a SKU of unknown size is our own mistake', () => {
    expect(boxesOf([], new Map())).toEqual([]);
    expect(() => boxesOf([{ skuId: 'ghost', units: 1 }], new Map())).toThrow('packing needs the size of SKU ghost');
  });
});
