import type { Core } from './core.ts';

/** The next state of a xorshift stream (G. Marsaglia, 2003): 32 bits, never 0. */
export function nextBits(core: Core): number {
  let bits = core.seed;
  bits ^= bits << 13;
  bits ^= bits >>> 17;
  bits ^= bits << 5;
  core.seed = bits;
  return bits >>> 0;
}

/** In [0, 1). */
export function unit(core: Core): number {
  return nextBits(core) / 4_294_967_296;
}

/** A whole number in [0, limit). */
export function below(core: Core, limit: number): number {
  return Math.floor((nextBits(core) / 4_294_967_296) * limit);
}

/** Spreads a caller's seed over the state, so that seeds 1, 2, 3 give streams that differ from the first number on. */
export function firstState(seed: number): number {
  let mixed = (seed + 0x6d2b79f5) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  mixed ^= mixed >>> 15;
  return mixed === 0 ? 1 : mixed;
}
