import type { RuinSizes } from './ruin.ts';

/** Temperatures at the beginning and the end, in mean legs between clients, and how much a round takes out. */
export interface Temperatures {
  readonly hot: number;
  readonly cold: number;
  readonly sizes: RuinSizes;
}

/** The sizes are the paper's; the temperatures were tried on the families of `shared/data/vrp` (see the README). */
export const usualTemperatures: Temperatures = { hot: 2, cold: 0.02, sizes: { mean: 10, stringMax: 10 } };
