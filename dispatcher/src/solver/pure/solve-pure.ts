import type { Clock } from '../flat/clock.ts';
import { solveInstance } from '../flat/solve-instance.ts';
import type { Budget, WarmStart } from '../solution.ts';
import type { PureProblem } from './as-instance.ts';

/** The fast core's plan as a former plan of the problem. */
export interface PurePlan {
  readonly routes: WarmStart['routes'];
  readonly rounds: number;
  /** Whether a stop that is worth it found no room: there the richer search may know better. */
  readonly complete: boolean;
}

/** Plans a pure problem with the fast core. */
export function solvePure({ instance, vehicles }: PureProblem, budget: Budget, seed: number): PurePlan {
  const { plan, missing, rounds } = solveInstance(instance, { clock: clockOf(budget), seed });
  const routes = plan.routes.map((visits, index) => ({
    vehicle: vehicles[index] as number,
    trips: tripsOf(visits),
  }));
  return { routes, rounds, complete: missing === 0 };
}

/** A round of the core is so much less work than an iteration of the richer search. */
const roundsPerIteration = 50;

/** The budget in rounds of the core; its time is a share of 1. */
export function clockOf(budget: Budget): Clock {
  const timed = budget.expired !== undefined || budget.usedShare !== undefined;
  return {
    roundsMax: budget.iterations * roundsPerIteration,
    limitS: timed ? 1 : Number.POSITIVE_INFINITY,
    usedS: () => (budget.expired?.() ? 1 : (budget.usedShare?.() ?? 0)),
  };
}

/** Place 0 between two visits is a reload. */
export function tripsOf(visits: readonly number[]): WarmStart['routes'][number]['trips'] {
  const trips: { depot: number; visits: { stop: number; pieces: null }[] }[] = [{ depot: 0, visits: [] }];
  for (const place of visits) {
    if (place === 0) trips.push({ depot: 0, visits: [] });
    else trips.at(-1)?.visits.push({ stop: place - 1, pieces: null });
  }
  return trips;
}
