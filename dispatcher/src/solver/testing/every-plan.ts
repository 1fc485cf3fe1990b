import { at } from '../at.ts';
import { stockOf } from '../judge/alone.ts';
import { type Portion, portionsOf } from '../judge/portion.ts';
import type { Problem } from '../problem.ts';
import type { WarmStart } from '../solution.ts';
import { everyDay, type PossibleDay } from './every-day.ts';

/** More boxes and stops than this would take minutes. */
const portionsMax = 8;

/** What stands in for a search's answer: a cost, and the plan that has it. */
interface CheapestPlan extends WarmStart {
  readonly cost: number;
}

/**
 * The best of all plans: every day of every vehicle, put together in every way that the stock allows. Shares nothing with the
 * search. For a handful of stops without counted docks, so that no vehicle stands in the way of another.
 */
export function cheapestOfAll(problem: Problem): CheapestPlan {
  const portions = [...problem.stops.keys()].flatMap((stop) => portionsOf(problem, stop, null));
  if (portions.length > portionsMax) throw new RangeError(`${portions.length} boxes and stops of ${portionsMax}`);
  let plans: PartialPlan[] = [{ brings: 0, taken: [], cost: 0, days: [] }];
  for (const vehicle of problem.vehicles.keys()) {
    plans = combine(problem, plans, everyDay(problem, portions, vehicle));
  }
  const total = (plan: PartialPlan) => plan.cost + prizesWithout(portions, plan.brings);
  const best = plans.reduce((a, b) => (total(b) < total(a) ? b : a));
  const visitOf = (index: number) => {
    const { stop, box } = at(portions, index);
    return { stop, pieces: box === null ? null : [box] };
  };
  const routes = best.days.map(({ trips }, vehicle) => ({
    vehicle,
    trips: trips.map(({ depot, aboard }) => ({ depot, visits: aboard.map(visitOf) })),
  }));
  return { cost: total(best), routes };
}

interface PartialPlan extends Omit<PossibleDay, 'trips'> {
  /** One for each vehicle so far. */
  readonly days: readonly PossibleDay[];
}

function combine(problem: Problem, plans: readonly PartialPlan[], days: readonly PossibleDay[]): PartialPlan[] {
  const best = new Map<string, PartialPlan>();
  for (const plan of plans) {
    for (const day of days) {
      if ((plan.brings & day.brings) !== 0) continue;
      const taken = day.taken.map((amount, cell) => amount + (plan.taken[cell] ?? 0));
      if (!holds(problem, taken)) continue;
      const brings = plan.brings | day.brings;
      const cost = plan.cost + day.cost;
      const key = `${brings}/${taken}`;
      const known = best.get(key);
      if (known === undefined || cost < known.cost) best.set(key, { brings, taken, cost, days: [...plan.days, day] });
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
