import { InvariantError } from '@baogong/drizzle/rules/refusal';
import type { Problem } from './problem.ts';
import type { Budget, SolveOptions, WarmStart } from './solution.ts';

/** Throws one clear error on a budget that would never end, or a former plan that names what does not exist, before any search. */
export function validateAsked(problem: Problem, { budget, warmStart }: SolveOptions): void {
  validateBudget(budget);
  if (warmStart !== undefined) validateWarmStart(problem, warmStart);
}

export function validateBudget({ iterations, expired, usedShare }: Budget): void {
  const timed = expired !== undefined || usedShare !== undefined;
  const valid = iterations >= 0 && (timed || iterations < Number.POSITIVE_INFINITY);
  if (!valid) refuse('budget.iterations', iterations, '0 or more, and without a clock a finite number');
}

function validateWarmStart({ vehicles, depots, stops }: Problem, { routes }: WarmStart): void {
  for (const [index, { vehicle, trips }] of routes.entries()) {
    const name = `warmStart.routes[${index}]`;
    checkIndex(`${name}.vehicle`, vehicle, vehicles);
    for (const [trip, { depot, visits }] of trips.entries()) {
      checkIndex(`${name}.trips[${trip}].depot`, depot, depots);
      for (const [visit, { stop }] of visits.entries())
        checkIndex(`${name}.trips[${trip}].visits[${visit}].stop`, stop, stops);
    }
  }
}

function checkIndex(name: string, index: number, list: readonly unknown[]): void {
  if (list[index] === undefined) refuse(name, index, `an index below ${list.length}`);
}

function refuse(name: string, value: number, accepted: string): never {
  throw new InvariantError(`${name} is ${value}; accepted is ${accepted}`);
}
