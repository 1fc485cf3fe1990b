import { stockOf } from '../judge/alone.ts';
import { type Portion, portionsOf } from '../judge/portion.ts';
import type { Problem } from '../problem.ts';
import { everyDay, type PossibleDay } from './every-day.ts';

/** More boxes and stops than this would take minutes. */
const portionsMax = 8;

/**
 * The cost of the best of all plans: every day of every vehicle, put together in every way that the stock allows. Shares
 * nothing with the search. For a handful of stops without docks, whose vehicles do not stand in each other's way.
 */
export function cheapestOfAll(problem: Problem): number {
  const portions = [...problem.stops.keys()].flatMap((stop) => portionsOf(problem, stop, null));
  if (portions.length > portionsMax) throw new RangeError(`${portions.length} boxes and stops of ${portionsMax}`);
  let plans: PossibleDay[] = [{ brings: 0, taken: [], cost: 0 }];
  for (const vehicle of problem.vehicles.keys()) {
    plans = combine(problem, plans, everyDay(problem, portions, vehicle));
  }
  return plans.reduce((least, plan) => Math.min(least, plan.cost + prizesWithout(portions, plan.brings)), Infinity);
}

function combine(problem: Problem, plans: readonly PossibleDay[], days: readonly PossibleDay[]): PossibleDay[] {
  const best = new Map<string, PossibleDay>();
  for (const plan of plans) {
    for (const day of days) {
      if ((plan.brings & day.brings) !== 0) continue;
      const taken = day.taken.map((amount, cell) => amount + (plan.taken[cell] ?? 0));
      if (!holds(problem, taken)) continue;
      const brings = plan.brings | day.brings;
      const cost = plan.cost + day.cost;
      const key = `${brings}/${taken}`;
      if (cost < (best.get(key)?.cost ?? Infinity)) best.set(key, { brings, taken, cost });
    }
  }
  return [...best.values()];
}

function holds(problem: Problem, taken: readonly number[]): boolean {
  const classes = problem.loadClasses.length;
  return taken.every((amount, cell) => amount <= stockOf(problem, Math.floor(cell / classes), cell % classes));
}

function prizesWithout(portions: readonly Portion[], brings: number): number {
  return portions.reduce((sum, { prize }, index) => ((brings & (1 << index)) === 0 ? sum + prize : sum), 0);
}
