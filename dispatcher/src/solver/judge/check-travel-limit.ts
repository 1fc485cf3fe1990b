import { at } from '../at.ts';
import type { Problem } from '../problem.ts';
import type { Solution } from '../solution.ts';
import type { Report } from './violation.ts';
import { legsOf } from './way.ts';

/** Nobody drives longer in his day than he may. */
export function checkTravelLimit(problem: Problem, solution: Solution, report: Report): void {
  for (const route of solution.routes) {
    const { id, travel, travelMaxS } = at(problem.vehicles, route.vehicle);
    const { durationsS } = at(problem.travel, travel);
    const found = legsOf(problem, route).reduce((sum, leg) => sum + Math.max(0, at(durationsS, leg)), 0);
    if (found > travelMaxS)
      report({ rule: 'travelLimit', vehicle: id, found, accepted: `${travelMaxS} seconds of driving` });
  }
}
