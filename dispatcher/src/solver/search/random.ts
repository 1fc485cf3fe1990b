import { at } from '../at.ts';

/** A seeded stream of numbers in [0, 1): mulberry32 (T. Ettinger, 2017). The same seed gives the same stream everywhere. */
export type Random = () => number;

export function createRandom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number in [0, below). */
export function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

/** Shuffles in place (Fisher–Yates). */
export function shuffle(random: Random, list: number[]): void {
  for (let last = list.length - 1; last > 0; last--) {
    const other = below(random, last + 1);
    const kept = at(list, last);
    list[last] = at(list, other);
    list[other] = kept;
  }
}
