import { at } from '../at.ts';
import type { Problem } from '../problem.ts';
import type { Solution } from '../solution.ts';
import { findingOn } from './explain.ts';
import type { Violation } from './violation.ts';

/**
 * Works out the reason of every unserved stop again and lists those that the solution tells otherwise; a stop that could
 * have been served for less than its prize is one of them. Tries every place in the plan, so it costs more than `check`.
 */
export function confirmReasons(problem: Problem, solution: Solution): Violation[] {
  return solution.unserved.flatMap(({ stop, pieces, reason, evidence }): Violation[] => {
    const { id } = at(problem.stops, stop);
    const right = findingOn(problem, solution, stop, pieces);
    if (right.reason !== reason) {
      return [{ rule: 'reason', stop: id, found: Number.NaN, accepted: `${right.reason}, not ${reason}` }];
    }
    const { prize, cheapestCost } = right.evidence;
    if (prize !== undefined && cheapestCost !== undefined && cheapestCost < prize) {
      return [{ rule: 'reason', stop: id, found: prize, accepted: `a prize of at most its cost ${cheapestCost}` }];
    }
    return Object.entries(right.evidence)
      .filter(([name, value]) => evidence[name] !== value)
      .map(([name, value]) => ({
        rule: 'reason',
        stop: id,
        found: evidence[name] ?? Number.NaN,
        accepted: `${name} ${value}`,
      }));
  });
}
