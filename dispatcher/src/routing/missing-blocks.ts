import type { KnownTable } from './known-table.ts';

interface Block {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

/** A row that lacks so much of itself is asked for whole. */
const WHOLE_SHARE = 0.5;

/**
 * Few blocks that cover all pairs of these places that are not known. An engine's work grows with rows more than with pairs:
 * first the rows that lack most, such as new places', then for the others just the columns that any of them lacks.
 */
export function missingBlocks(table: KnownTable, places: readonly number[]): Block[] {
  const lacks = places.map((from) => ({ from, columns: places.filter((to) => !table.has(from, to)) }));
  const isWhole = ({ columns }: { columns: readonly number[] }) => columns.length >= WHOLE_SHARE * places.length;
  return [lacks.filter(isWhole), lacks.filter((row) => !isWhole(row))].flatMap((rows) => {
    const lacking = rows.filter(({ columns }) => columns.length > 0);
    const columns = new Set(lacking.flatMap((row) => row.columns));
    return columns.size > 0 ? [{ rows: lacking.map(({ from }) => from), columns: [...columns] }] : [];
  });
}
