import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { Ground, LeavingEngine, Reachable, TravelMatrix } from './engine.ts';
import type { Places } from './lawful-matrix.ts';
import { type Block, missingBlocks } from './missing-blocks.ts';
import { MOVED_M, type PreparedLaw, polygonsOf } from './travel-law.ts';

interface MatrixInput {
  readonly streets: LeavingEngine;
  /** The table of the engine that has the law compiled in. */
  readonly compiled: TravelMatrix;
  readonly law: PreparedLaw;
  readonly ground: Ground;
  readonly places: Places;
  /** Hears of places that the street search serves and that engine does not. */
  readonly onStreetless: (places: readonly LngLat[]) => void;
}

/**
 * Times of an engine that has the law compiled in. What can be reached is the street graph's to say here too, and mostly
 * without a search. It searches where that is not known, and where the engine knows no way or serves a place by a street
 * further off than the one that serves it: there its own figures stand.
 */
export async function compiledMatrix(asked: MatrixInput): Promise<TravelMatrix> {
  const { streets, compiled, law, ground, places, onStreetless } = asked;
  const question = { ...ground, avoid: polygonsOf(law.avoid), enterOnly: polygonsOf(law.enterOnly) };
  const { cells, ...ends } = await streets.reach({ ...question, ...places });
  const streetless = [
    ...unserved(places.from, compiled.snappedFromM, ends.snappedFromM),
    ...unserved(places.to, compiled.snappedToM, ends.snappedToM),
  ];
  if (streetless.length > 0) onStreetless(streetless);
  const columns = places.to.length;
  const isBelieved = believedCells(compiled, ends, columns);
  const isKnown = (cell: number) => cells[cell] === 0 || (cells[cell] === 1 && isBelieved(cell));
  const take = (table: Int32Array) => table.map((value, cell) => (cells[cell] === 1 && isBelieved(cell) ? value : -1));
  const durationsS = take(compiled.durationsS);
  const distancesM = take(compiled.distancesM);

  const sides = { rows: [...places.from.keys()], columns: [...places.to.keys()] };
  for (const block of missingBlocks(sides, (row, column) => !isKnown(row * columns + column))) await search(block);
  return { durationsS, distancesM, ...ends };

  async function search(block: Block): Promise<void> {
    const at = (side: Places['from'], indices: readonly number[]) =>
      indices.flatMap((index) => side.slice(index, index + 1));
    const own = await streets.matrix({
      ...question,
      from: at(places.from, block.rows),
      to: at(places.to, block.columns),
    });
    block.rows.forEach((row, r) => {
      block.columns.forEach((column, c) => {
        const cell = row * columns + column;
        const found = r * block.columns.length + c;
        if (isKnown(cell)) return;
        const believed = (own.durationsS[found] ?? -1) > 0 && isBelieved(cell);
        durationsS[cell] = (believed ? compiled.durationsS[cell] : own.durationsS[found]) ?? -1;
        distancesM[cell] = (believed ? compiled.distancesM[cell] : own.distancesM[found]) ?? -1;
      });
    });
  }
}

function unserved(places: readonly LngLat[], theirs: readonly number[] = [], own: readonly number[]): LngLat[] {
  return places.filter((_, i) => theirs[i] === Number.POSITIVE_INFINITY && own[i] !== Number.POSITIVE_INFINITY);
}

type Ends = Pick<Reachable, 'snappedFromM' | 'snappedToM'>;

/** Where the engine knows a way between the streets that serve both places. */
function believedCells(compiled: TravelMatrix, ours: Ends, columns: number): (cell: number) => boolean {
  const served = (theirs: readonly number[] = [], own: readonly number[]) =>
    own.map((metres, place) => (theirs[place] ?? 0) <= metres + MOVED_M);
  const from = served(compiled.snappedFromM, ours.snappedFromM);
  const to = served(compiled.snappedToM, ours.snappedToM);
  return (cell) =>
    (compiled.durationsS[cell] ?? -1) >= 0 && from[Math.floor(cell / columns)] === true && to[cell % columns] === true;
}
