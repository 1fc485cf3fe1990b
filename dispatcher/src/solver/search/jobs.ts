import { at } from '../at.ts';
import { prizeOf } from '../cost.ts';
import type { Problem, Stop } from '../problem.ts';

/** What the search moves about: a whole stop, or a group of the boxes of a stop that may be split. */
export interface Job {
  readonly stop: number;
  /** Rising; null = the whole stop. */
  readonly pieces: readonly number[] | null;
  readonly loads: Int32Array;
  readonly amounts: Int32Array;
  /** The job's share of the stop's prize. */
  readonly prize: number;
}

export interface Group {
  readonly stop: number;
  readonly pieces: readonly number[] | null;
}

export function jobOf(problem: Problem, group: Group): Job {
  const stop = at(problem.stops, group.stop);
  if (group.pieces === null || stop.pieces === null) {
    return { stop: group.stop, pieces: null, loads: stop.loads, amounts: stop.amounts, prize: stop.prize };
  }
  const { loads, amounts } = stop.pieces;
  const pieces = [...group.pieces].sort((a, b) => a - b);
  return {
    stop: group.stop,
    pieces,
    loads: sumRows(loads, problem.loadDimensions.length, pieces),
    amounts: sumRows(amounts, problem.loadClasses.length, pieces),
    prize: prizeOf(stop, pieces),
  };
}

/** All boxes of a stop that may be split; null where it may not. */
export function piecesOf(stop: Stop): readonly number[] | null {
  return stop.pieces === null ? null : Array.from({ length: stop.pieces.count }, (_, index) => index);
}

/** Null stands for the whole stop. */
export function wholeOrSome(
  problem: Problem,
  stop: number,
  pieces: readonly number[] | null,
): readonly number[] | null {
  if (pieces === null || pieces.length === (at(problem.stops, stop).pieces?.count ?? 0)) return null;
  return [...pieces].sort((a, b) => a - b);
}

/** Boxes stay together unless they are more than the roomiest vehicle that may bring them takes; then they make as few groups as can be. */
export function groupsToServe(
  problem: Problem,
  stop: number,
  pieces: readonly number[] | null,
  eligible: Uint8Array,
): Group[] {
  const table = at(problem.stops, stop).pieces;
  if (pieces === null || table === null) return [{ stop, pieces: null }];
  let best: number[][] | null = null;
  for (const [index, { capacity }] of problem.vehicles.entries()) {
    if (eligible[index] !== 1 || best?.length === 1) continue;
    const packed = pack(table.loads, pieces, capacity);
    if (best === null || packed.length < best.length) best = packed;
  }
  return (best ?? [pieces]).map((group) => ({ stop, pieces: group }));
}

/** Groups of at most `sizeMax` boxes, for another try with smaller or fuller vehicles. */
export function smallerGroups(stop: number, pieces: readonly number[] | null, sizeMax: number): Group[] {
  if (pieces === null) return [{ stop, pieces }];
  const groups: Group[] = [];
  for (let first = 0; first < pieces.length; first += sizeMax)
    groups.push({ stop, pieces: pieces.slice(first, first + sizeMax) });
  return groups;
}

/** First fit in box order; a box that no vehicle of this capacity can take forms a group of its own. */
function pack(loads: Int32Array, pieces: readonly number[], capacity: Int32Array): number[][] {
  const bins: { pieces: number[]; loads: Int32Array }[] = [];
  for (const piece of pieces) {
    const load = loads.subarray(piece * capacity.length, (piece + 1) * capacity.length);
    const bin = bins.find((candidate) => fits(load, capacity, candidate.loads));
    if (bin === undefined) {
      bins.push({ pieces: [piece], loads: Int32Array.from(load) });
      continue;
    }
    bin.pieces.push(piece);
    for (let dimension = 0; dimension < load.length; dimension++) {
      bin.loads[dimension] = at(bin.loads, dimension) + at(load, dimension);
    }
  }
  return bins.map((bin) => bin.pieces);
}

function fits(load: Int32Array, capacity: Int32Array, already: Int32Array): boolean {
  return load.every((value, dimension) => value + at(already, dimension) <= at(capacity, dimension));
}

function sumRows(table: Int32Array, width: number, rows: readonly number[]): Int32Array {
  const sums = new Int32Array(width);
  for (const row of rows) {
    for (let column = 0; column < width; column++) sums[column] = at(sums, column) + at(table, row * width + column);
  }
  return sums;
}
