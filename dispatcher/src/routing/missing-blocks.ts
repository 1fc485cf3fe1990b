/** Rows and columns of a table, by their numbers in it. */
export interface Block {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

/** A row, or column, that lacks so much of what there is to know is asked for whole. */
const WHOLE_SHARE = 0.4;

/**
 * Few blocks that cover all cells that are missing. An engine's work grows with the shorter side of a block, so that first the
 * rows go that lack most, such as new places', then the columns, then what is left.
 */
export function missingBlocks(
  { rows, columns }: { rows: readonly number[]; columns: readonly number[] },
  isMissing: (row: number, column: number) => boolean,
): Block[] {
  const lacking = rows
    .map((row) => ({ row, columns: columns.filter((column) => isMissing(row, column)) }))
    .filter((each) => each.columns.length > 0);
  const isWhole = (each: { columns: readonly number[] }) => each.columns.length >= WHOLE_SHARE * columns.length;
  const others = lacking.filter((each) => !isWhole(each));

  const lackedBy = new Map<number, number>();
  for (const each of others) {
    for (const column of each.columns) lackedBy.set(column, (lackedBy.get(column) ?? 0) + 1);
  }
  const isWholeColumn = (column: number) => (lackedBy.get(column) ?? 0) >= WHOLE_SHARE * others.length;
  const parts = [
    block(lacking.filter(isWhole)),
    block(others, isWholeColumn),
    block(others, (column) => !isWholeColumn(column)),
  ].filter((each) => each.rows.length > 0);
  const whole = block(lacking);
  return work(parts) < work([whole]) ? parts : [whole].filter((each) => each.rows.length > 0);
}

function work(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { rows, columns }) => sum + Math.min(rows.length, columns.length), 0);
}

function block(
  lacking: readonly { row: number; columns: readonly number[] }[],
  isMeant: (column: number) => boolean = () => true,
): Block {
  const meant = lacking.map(({ row, columns }) => ({ row, columns: columns.filter(isMeant) }));
  const rows = meant.filter(({ columns }) => columns.length > 0);
  return { rows: rows.map(({ row }) => row), columns: [...new Set(rows.flatMap(({ columns }) => columns))] };
}
