import { createHash } from 'node:crypto';

/** A seeded stream of chance. Two streams with different labels are independent, so that one part of a city can change alone. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** A whole number in [0, below). */
  int(below: number): number;
  /** In [low, high). */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  shuffled<T>(items: readonly T[]): T[];
}

/** sfc32 (Chris Doty-Humphrey's Small Fast Counting generator, 128 bits of state), seeded by a SHA-256 of seed and label. */
export function randomStream(seed: number, label: string): Random {
  const digest = createHash('sha256').update(`${seed}\n${label}`).digest();
  let a = digest.readInt32LE(0);
  let b = digest.readInt32LE(4);
  let c = digest.readInt32LE(8);
  let counter = 1;

  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  const int = (below: number) => Math.floor(next() * below);
  return {
    next,
    int,
    between: (low, high) => low + next() * (high - low),
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[int(items.length)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    shuffled: (items) => {
      const mixed = items.map((item) => ({ item, key: next() }));
      return mixed.sort((x, y) => x.key - y.key).map(({ item }) => item);
    },
  };
}
