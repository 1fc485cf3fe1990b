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
    [1, 50],
    [49, 1],
  ]);
});
