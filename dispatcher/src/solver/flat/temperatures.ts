import type { Schedule } from './anneal.ts';
import type { Traits } from './core.ts';
import type { RuinSizes } from './ruin.ts';

/** How an annealing is tuned to what an instance uses. */
export interface Temperatures {
  /** At the beginning and the end, in mean legs between clients. */
  readonly hot: number;
  readonly cold: number;
  /** How much a round takes out. */
  readonly sizes: RuinSizes;
  /** Exchanges of route ends tried in each round. */
  readonly tails: number;
}

/** The paper's, and shorter ones where types or durations leave little room in routes. */
const usual: RuinSizes = { mean: 10, stringMax: 10 };
const short: RuinSizes = { mean: 7, stringMax: 7 };
/** Fewer rounds than this for each client leave no time for much heat. */
const fewRounds = 150;
/** From so many rounds for each client on the search begins hotter and ends colder. */
const manyRounds = 2000;
/**
 * The temperatures were tried on the families of `shared/data/vrp` (see the README). The more a move has to give up before it
 * pays, as when a route changes its vehicle, the hotter the search begins.
 */
export function temperaturesFor(traits: Traits, roundsPerClient = 0): Temperatures {
  const calm = { sizes: usual };
  if (traits.prizes) return { ...calm, hot: 20, cold: 0.05, tails: traits.reloads ? 0 : 5 };
  if (traits.reloads) return { ...calm, hot: 4, cold: 0.03, tails: 0 };
  if (traits.sizes) return { ...calm, hot: 6, cold: 0.02, tails: 0 };
  if (!traits.windows) return { ...calm, hot: 1.5, cold: 0.02, tails: 2 };
  if (!traits.fleet && !traits.durations)
    return { ...calm, ...(roundsPerClient < manyRounds ? { hot: 1.5, cold: 0.05 } : { hot: 4, cold: 0.03 }), tails: 6 };
  // Where routes are at their limits a colder end only wears the same plan smooth.
  return { sizes: short, ...(roundsPerClient < fewRounds ? { hot: 2, cold: 0.1 } : { hot: 3, cold: 0.2 }), tails: 10 };
}

/** The annealing of temperatures for a plan whose legs between clients cost so much on average. */
export function scheduleOf(
  { hot, cold, sizes, tails }: Temperatures,
  legCost: number,
  span: { readonly from: number; readonly to: number },
): Schedule {
  return { hot: hot * legCost, cold: cold * legCost, sizes, tails, ...span };
}
