import { hash128 } from './hash.ts';

/** A source of chance that gives the same run for the same seed on every machine. */
export interface Random {
  /** In [0, 1), with 53 bits. */
  next(): number;
  /** A whole number in [0, n). */
  int(n: number): number;
  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
  /** A shuffled copy. */
  shuffle<T>(list: readonly T[]): T[];
  /** About standard normal: mean 0, deviation 1, never beyond ±6. */
  normal(): number;
}

/** One 32-bit seed from any parts, so that independent streams are named instead of numbered. */
export function seedFrom(...parts: readonly (string | number)[]): number {
  return hash128(JSON.stringify(parts))[0];
}

/** The sfc32 generator (Doty-Humphrey, PractRand), its 128 bits of state filled from a hash of the seed. */
export function seededRandom(seed: string | number): Random {
  let [a, b, c, counter] = hash128(JSON.stringify(seed));

  function word(): number {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  function next(): number {
    return ((word() >>> 6) * 2 ** 27 + (word() >>> 5)) / 2 ** 53;
  }

  function int(n: number): number {
    if (!Number.isSafeInteger(n) || n < 1) throw new RangeError(`int(n) takes a whole number from 1, not ${n}`);
    return Math.floor(next() * n);
  }

  function pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new RangeError('pick(list) takes a list that is not empty');
    return list[int(list.length)] as T;
  }

  /** Fisher and Yates. */
  function shuffle<T>(list: readonly T[]): T[] {
    const copy = [...list];
    for (let i = copy.length - 1; i > 0; i--) {
      const j = int(i + 1);
      [copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
    }
    return copy;
  }

  /** Twelve uniform numbers less six: sums only, because logarithms may differ in the last bit between engines. */
  function normal(): number {
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += next();
    return sum;
  }

  return { next, int, pick, shuffle, normal };
}
