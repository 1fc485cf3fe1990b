import exec from 'k6/execution';
import type { Options } from 'k6/options';
import { findHotSkus, orderInHurry } from './lib/actors/hurried-resident.ts';
import { countOversold } from './lib/actors/warehouse-clerk.ts';
import type { HotSkus } from './lib/baskets.ts';
import { opening, tagPhase } from './lib/profiles.ts';
import { target } from './lib/target.ts';
import { invariants, openingRush } from './lib/thresholds.ts';

/** The doors open and everybody wants the same ten goods; how many come in a second is for `stage` to say. */
const doors = {
  perSecond: Number(__ENV.PER_SECOND),
  rampS: Number(__ENV.RAMP_S),
  plateauS: Number(__ENV.PLATEAU_S),
};

export const options: Options = {
  scenarios: { residents: opening({ exec: 'resident', ...doors }) },
  thresholds: { ...invariants, ...openingRush },
  summaryTrendStats: ['avg', 'med', 'p(95)', 'p(99)', 'max'],
  noCookiesReset: true,
};

export function setup(): HotSkus {
  return findHotSkus();
}

export function resident(hot: HotSkus): void {
  tagPhase(doors);
  orderInHurry(exec.scenario.iterationInTest, hot);
}

export function teardown(): void {
  countOversold(target.tokens.warehouseClerk);
}
