import { at } from '../at.ts';
import type { Problem } from '../problem.ts';
import type { Solution } from '../solution.ts';
import { roomBeside } from './beside.ts';
import { type Change, changed, vehiclesLike } from './change.ts';
import { changeInWords } from './change-in-words.ts';
import { type Portion, portionsOf, vehiclesFor } from './portion.ts';
import { possibleChanges } from './possible-changes.ts';

/** A change with which the judge has found room for a portion in the plan as it is, for less than its prize. */
export interface Relaxation {
  readonly change: Change;
  /** For example `25 min more on the window`. */
  readonly inWords: string;
  /** How much is asked for: seconds, or what counts as so many (`sizes`). */
  readonly size: number;
  /** What the plan would cost more with the portion, its prize aside. */
  readonly cost: number;
}

/**
 * What counts as so many seconds: a decision has a fixed size; more capacity has its share of a whole vehicle's, more stock its
 * share of another source's, a higher prize its share of `prize`.
 */
const sizes = { trip: 1800, unpin: 3600, source: 3600, prize: 3600, class: 7200, extraVehicle: 14_400 } as const;

/**
 * Of each kind of change the smallest that would, alone, let a portion be served beside the plan; the smallest of all first.
 * Amounts are found by halving: with one less the portion is not served. (Where rests make a later clock the better one, a
 * still smaller amount might do.) Empty where no single change is enough, or none is needed.
 */
export function relaxationsFor(problem: Problem, solution: Solution, portion: Portion): Relaxation[] {
  const { cheapestCost } = roomBeside(problem, solution, portion);
  if (cheapestCost !== null && cheapestCost < portion.prize) return [];

  const costWith = (change: Change) => costAfter(problem, solution, portion, change);
  const found = [...possibleChanges(problem, portion), ...higherPrize(problem, portion, cheapestCost)]
    .map((change) => least(change, costWith))
    .filter((each) => each !== null)
    .map(({ change, cost }): Relaxation => {
      const size = sizeOf(problem, portion, change);
      return { change, inWords: changeInWords(problem, change), size, cost };
    })
    .sort((a, b) => a.size - b.size || a.cost - b.cost);
  const kinds = found.map(({ change }) => kindOf(problem, change));
  return found.filter((_, index) => kinds.indexOf(at(kinds, index)) === index);
}

/** What a portion costs more after a change; null where it has no room or is not worth its cost. */
function costAfter(problem: Problem, solution: Solution, { stop, box }: Portion, change: Change): number | null {
  const other = changed(problem, stop, change);
  const portion = at(portionsOf(other, stop, box === null ? null : [box]), 0);
  const vehicles = vehiclesFor(other, at(other.stops, stop)).filter((vehicle) => isConcerned(other, change, vehicle));
  const { cheapestCost } = roomBeside(other, solution, portion, vehicles);
  return cheapestCost !== null && cheapestCost < portion.prize ? cheapestCost : null;
}

/** Whether a change of the problem may have helped a vehicle; the others have no room, as before. */
function isConcerned(other: Problem, change: Change, vehicle: number): boolean {
  if ('vehicle' in change) return vehicle === change.vehicle;
  if (change.kind === 'extraVehicle') return vehicle === other.vehicles.length - 1;
  return change.kind !== 'class' || vehiclesLike(other, change.label).includes(vehicle);
}

function higherPrize(problem: Problem, { stop, prize }: Portion, cheapestCost: number | null): Change[] {
  if (cheapestCost === null) return [];
  const boxes = at(problem.stops, stop).pieces?.count ?? 1;
  return [{ kind: 'prize', by: (cheapestCost - prize + 1) * boxes }];
}

function least(
  change: Change,
  costWith: (change: Change) => number | null,
): { readonly change: Change; readonly cost: number } | null {
  const cost = costWith(change);
  if (cost === null) return null;
  let best = { change, cost };
  if (!('by' in change)) return best;
  let [serves, fails] = [change.by, 0];
  while (serves - fails > 1) {
    const by = Math.floor((serves + fails) / 2);
    const smaller = { ...change, by };
    const itsCost = costWith(smaller);
    if (itsCost === null) fails = by;
    else [serves, best] = [by, { change: smaller, cost: itsCost }];
  }
  return best;
}

function sizeOf(problem: Problem, { stop, amounts }: Portion, change: Change): number {
  switch (change.kind) {
    case 'windowLater':
    case 'windowEarlier':
    case 'release':
    case 'shift':
    case 'travelLimit':
    case 'depotHours':
      return change.by;
    case 'capacity': {
      const { capacity } = at(problem.vehicles, change.vehicle);
      return shareOf(sizes.extraVehicle, change.by, at(capacity, change.dimension));
    }
    case 'stock':
      return shareOf(sizes.source, change.by, at(amounts, change.loadClass));
    case 'prize':
      return shareOf(sizes.prize, change.by, at(problem.stops, stop).prize);
    case 'trip':
    case 'unpin':
    case 'source':
    case 'class':
    case 'extraVehicle':
      return sizes[change.kind];
  }
}

function shareOf(size: number, part: number, whole: number): number {
  return Math.ceil((size * part) / Math.max(1, whole));
}

/** One answer for each kind is enough, and of the fleet's classes one for each. */
function kindOf(problem: Problem, change: Change): string {
  if (change.kind === 'class') return `class ${change.label}`;
  if (change.kind === 'extraVehicle') return `extraVehicle ${at(problem.vehicles, change.like).label}`;
  return change.kind;
}
