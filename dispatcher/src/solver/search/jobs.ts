import type { Problem, Stop } from '../problem.ts';
import { at } from './random.ts';

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

/** The prize of box `piece` alone: shared by count, the first boxes bear the rest of the division. */
export function piecePrize(stop: Stop, piece: number): number {
  const count = stop.pieces?.count ?? 1;
  const share = Math.floor(stop.prize / count);
  return piece < stop.prize - share * count ? share + 1 : share;
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
    prize: pieces.reduce((sum, piece) => sum + piecePrize(stop, piece), 0),
  };
}

/** The first grouping: a stop stays whole unless it has boxes and is larger than the roomiest vehicle that may serve it. */
export function initialGroups(problem: Problem, stop: number, eligible: readonly number[]): Group[] {
  const { pieces, loads } = at(problem.stops, stop);
  if (pieces === null) return [{ stop, pieces: null }];
  const all = Array.from({ length: pieces.count }, (_, index) => index);
  let best: number[][] | null = null;
  for (const vehicle of eligible) {
    const { capacity } = at(problem.vehicles, vehicle);
    if (fits(loads, capacity)) return [{ stop, pieces: all }];
    const packed = pack(pieces.loads, all, capacity);
    if (best === null || packed.length < best.length) best = packed;
  }
  return (best ?? [all]).map((group) => ({ stop, pieces: group }));
}

/** Halves of a group of boxes, for a second try with smaller or fuller vehicles; a single box stays as it is. */
export function halves(group: Group): Group[] {
  if (group.pieces === null || group.pieces.length < 2) return [group];
  const middle = group.pieces.length >> 1;
  return [
    { stop: group.stop, pieces: group.pieces.slice(0, middle) },
    { stop: group.stop, pieces: group.pieces.slice(middle) },
  ];
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

function fits(load: Int32Array, capacity: Int32Array, already?: Int32Array): boolean {
  return load.every((value, dimension) => value + (already?.[dimension] ?? 0) <= at(capacity, dimension));
}

function sumRows(table: Int32Array, width: number, rows: readonly number[]): Int32Array {
  const sums = new Int32Array(width);
  for (const row of rows) {
    for (let column = 0; column < width; column++) sums[column] = at(sums, column) + at(table, row * width + column);
  }
  return sums;
}
