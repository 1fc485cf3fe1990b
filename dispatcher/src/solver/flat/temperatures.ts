import type { Traits } from './core.ts';
import type { RuinSizes } from './ruin.ts';

/** Temperatures at the beginning and the end, in mean legs between clients, and how much a round takes out. */
export interface Temperatures {
  readonly hot: number;
  readonly cold: number;
  readonly sizes: RuinSizes;
}

const sizes: RuinSizes = { mean: 10, stringMax: 10 };

/**
 * The sizes are the paper's; the temperatures were tried on the families of `shared/data/vrp` (see the README). The more a
 * move has to give up before it pays, as when a route changes its vehicle, the hotter the search begins.
 */
export function temperaturesFor(traits: Traits): Temperatures {
  if (traits.prizes) return { hot: 20, cold: 0.05, sizes };
  if (traits.restricted) return { hot: 8, cold: 0.05, sizes };
  if (traits.sizes) return { hot: 6, cold: 0.02, sizes };
  return { hot: traits.windows ? 4 : 3, cold: 0.03, sizes };
}
