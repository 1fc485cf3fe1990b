import type { Options } from 'k6/options';
import { buyOne } from './lib/actors/resident.ts';
import { countOversold } from './lib/actors/warehouse-clerk.ts';
import { steady } from './lib/profiles.ts';
import { target } from './lib/target.ts';
import { invariants, orderPath } from './lib/thresholds.ts';

/** The order path at a walk: two people a second for ten seconds. */
export const options: Options = {
  scenarios: { residents: steady({ exec: 'resident', perSecond: 2, seconds: 10 }) },
  thresholds: { ...invariants, ...orderPath },
  noCookiesReset: true,
};

export function resident(): void {
  buyOne(target.tokens.resident);
}

export function teardown(): void {
  countOversold(target.tokens.warehouseClerk);
}
