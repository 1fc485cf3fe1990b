import type { Core } from './core.ts';

/**
 * The next 31 bits of a xorshift stream (G. Marsaglia, 2003), a whole number below `draws`. Whole numbers and truth values
 * pass between functions without a box on the heap, fractions do not: where a fraction is needed, the caller divides.
 */
export function draw(core: Core): number {
  let bits = core.seed;
  bits ^= bits << 13;
  bits ^= bits >>> 17;
  bits ^= bits << 5;
  core.seed = bits;
  return bits >>> 1;
}

export const draws = 2_147_483_648;

/** A whole number in [0, limit). */
export function below(core: Core, limit: number): number {
  return Math.floor((draw(core) / draws) * limit);
}

/** True in a share of all calls. */
export function happens(core: Core, share: number): boolean {
  return draw(core) < share * draws;
}

/** Spreads a caller's seed over the state, so that seeds 1, 2, 3 give streams that differ from the first number on. */
export function firstState(seed: number): number {
  let mixed = (seed + 0x6d2b79f5) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  mixed ^= mixed >>> 15;
  return mixed === 0 ? 1 : mixed;
}
