/** Rows and columns of a table, by their numbers in it. */
export interface Block {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

interface Sides {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

/** Rows that are asked for together, and the columns that one of them lacks at least, as bits. */
interface Group {
  readonly rows: readonly number[];
  readonly lacks: Uint32Array;
  readonly size: number;
}

/**
 * What a place costs an engine, in cells: its street is found and a search is made, for each place of the shorter side at
 * least. Measured on OSRM; for the street search, cells are cheaper still.
 */
const PLACE_CELLS = 120;
/** Rows this much alike are put together at once. */
const ALIKE = 0.5;
const GROUPS_MAX = 64;

/**
 * Few blocks that cover all cells that are missing, none twice, with as little work for an engine as can be found quickly:
 * rows that lack about the same columns share a block, and blocks are joined as long as that is less work.
 */
export function missingBlocks(sides: Sides, isMissing: (row: number, column: number) => boolean): Block[] {
  const groups: Group[] = [];
  for (const row of sides.rows) {
    const one = lackingRow(sides, row, isMissing);
    if (one.size > 0) join(groups, one);
  }
  return joined(groups).map(({ rows, lacks }) => ({
    rows,
    columns: sides.columns.filter((_, i) => (word(lacks, i >> 5) >>> (i & 31)) & 1),
  }));
}

function lackingRow({ columns }: Sides, row: number, isMissing: (row: number, column: number) => boolean): Group {
  const lacks = new Uint32Array((columns.length + 31) >> 5);
  let size = 0;
  columns.forEach((column, i) => {
    if (!isMissing(row, column)) return;
    lacks[i >> 5] = word(lacks, i >> 5) | (1 << (i & 31));
    size++;
  });
  return { rows: [row], lacks, size };
}

/** Puts a row to those most alike, or begins a group of its own. */
function join(groups: Group[], one: Group): void {
  let best = { at: -1, likeness: 0 };
  groups.forEach((group, at) => {
    const all = sizeOfBoth(group, one);
    const likeness = (group.size + one.size - all) / all;
    if (likeness > best.likeness) best = { at, likeness };
  });
  const home = groups[best.at];
  if (home && (best.likeness >= ALIKE || groups.length === GROUPS_MAX)) groups[best.at] = both(home, one);
  else if (groups.length < GROUPS_MAX) groups.push(one);
  else groups[0] = groups[0] ? both(groups[0], one) : one;
}

/** Joins the two groups that save most work by it, as long as any do. */
function joined(groups: readonly Group[]): Group[] {
  const left = [...groups];
  for (;;) {
    let best = { saved: 0, one: 0, other: 0 };
    left.forEach((one, i) => {
      for (let k = i + 1; k < left.length; k++) {
        const other = left[k] ?? one;
        const together = work(one.rows.length + other.rows.length, sizeOfBoth(one, other));
        const saved = work(one.rows.length, one.size) + work(other.rows.length, other.size) - together;
        if (saved > best.saved) best = { saved, one: i, other: k };
      }
    });
    const [one, other] = [left[best.one], left[best.other]];
    if (best.saved === 0 || !one || !other) return left;
    left[best.one] = both(one, other);
    left.splice(best.other, 1);
  }
}

function work(rows: number, columns: number): number {
  return PLACE_CELLS * (rows + columns + Math.min(rows, columns)) + rows * columns;
}

function both(one: Group, other: Group): Group {
  const lacks = one.lacks.map((bits, i) => bits | word(other.lacks, i));
  return { rows: [...one.rows, ...other.rows], lacks, size: sizeOfBoth(one, other) };
}

function sizeOfBoth(one: Group, other: Group): number {
  let size = 0;
  for (let i = 0; i < one.lacks.length; i++) size += ones(word(one.lacks, i) | word(other.lacks, i));
  return size;
}

/** How many bits of a word are set. */
function ones(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function word(bits: Uint32Array, at: number): number {
  return bits[at] ?? 0;
}
