import type { Clock } from './clock.ts';
import type { Traits } from './core.ts';
import type { Instance } from './instance.ts';

/** How a plan is improved part by part. */
export interface Parts {
  /** Clients of a part at most: its matrix is to stay in the cache. */
  readonly clientsMax: number;
  /** Times that the whole plan is cut anew, each time along other lines. */
  readonly cuts: number;
}

/** Above so many clients an instance is never looked at as a whole. */
const wholeClientsMax = 2000;
/** Above so many clients, and with so many rounds for each, a plan that is there already becomes better part by part. */
const undividedClientsMax = 500;
const roundsToDivide = 200;
const longS = 20;

/** For an instance that is too large to be planned as a whole; null where it is not, or cannot be divided. */
export function partsOfLarge(instance: Instance, clock: Clock): Parts | null {
  if (instance.placeCount - instance.depotCount <= wholeClientsMax || !isDivisible(instance)) return null;
  return { clientsMax: 700, cuts: clock.limitS >= longS ? 8 : 4 };
}

/** For a plan of the whole that is there already; null where it is better improved as a whole. Tried at ten seconds. */
export function partsOfPlan(instance: Instance, traits: Traits, roundsPerClient: number): Parts | null {
  // One type without windows came out better whole (1.09 against 1.28 %), and scarce vehicles have to be free to go anywhere.
  if ((!traits.windows && !traits.fleet) || traits.restricted || traits.sizes || !isDivisible(instance)) return null;
  const clients = instance.placeCount - instance.depotCount;
  if (clients <= undividedClientsMax || roundsPerClient < roundsToDivide) return null;
  return { clientsMax: instance.depotCount > 1 ? 250 : 350, cuts: 12 };
}

function isDivisible({ vehicleTypes, coordinates }: Instance): boolean {
  return coordinates !== null && vehicleTypes.every(({ tripsMax }) => tripsMax === 1);
}
