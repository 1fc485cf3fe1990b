import { seededRandom } from '@baogong/drizzle/rules/random';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { missingBlocks } from './missing-blocks.ts';

const numbers = (n: number) => Array.from({ length: n }, (_, i) => i);

it('every missing cell is in a block, and none is in two', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }), { maxLength: 9 }), (missing) => {
      const asked = missing.map(() => numbers(7).map(() => 0));
      const blocks = missingBlocks(
        { rows: numbers(missing.length), columns: numbers(7) },
        (row, column) => missing[row]?.[column] === true,
      );
      for (const { rows, columns } of blocks) {
        for (const row of rows) {
          for (const column of columns) (asked[row] ?? [])[column] = (asked[row]?.[column] ?? 0) + 1;
        }
      }
      for (const [row, cells] of missing.entries()) {
        for (const [column, isMissing] of cells.entries()) {
          const times = asked[row]?.[column] ?? 0;
          expect(times).toBeLessThanOrEqual(1);
          if (isMissing) expect(times).toBe(1);
        }
      }
      // Where a place costs as much as a hundred cells, small tables are asked for in few parts.
      expect(blocks.length).toBeLessThanOrEqual(3);
    }),
  );
});

it('a new place is asked for from all others, and they are not asked for again', () => {
  const isNew = (place: number) => place === 4;
  const blocks = missingBlocks(
    { rows: numbers(50), columns: numbers(50) },
    (row, column) => isNew(row) || isNew(column),
  );
  const sizes = blocks.map(({ rows, columns }) => [rows.length, columns.length]);
  expect(sizes).toEqual([
    [49, 1],
    [1, 50],
  ]);
});

it('what lies scattered is not asked for as one table that holds nearly everything', () => {
  const random = seededRandom(1);
  const side = 400;
  // A zone took force: ten places near it lost everything, the others the way to where it lies between.
  const isNear = (place: number) => place % 40 === 0;
  const bearing = Array.from({ length: side }, () => random.next() * 8);
  const isAcross = (from: number, to: number) => {
    const apart = Math.abs((bearing[from] ?? 0) - (bearing[to] ?? 0));
    return Math.abs(apart - 4) < 0.3;
  };
  const isMissing = (from: number, to: number) => isNear(from) || isNear(to) || isAcross(from, to);
  const missing = numbers(side).reduce(
    (sum, from) => sum + numbers(side).filter((to) => isMissing(from, to)).length,
    0,
  );
  const blocks = missingBlocks({ rows: numbers(side), columns: numbers(side) }, isMissing);
  const asked = blocks.reduce((sum, { rows, columns }) => sum + rows.length * columns.length, 0);
  expect(missing / side ** 2).toBeGreaterThan(0.1);
  expect(asked).toBeLessThan(3 * missing);
  expect(blocks.length).toBeLessThan(12);
});
