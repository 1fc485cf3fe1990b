import type { Problem } from '../problem.ts';
import type { Solution } from '../solution.ts';
import { checkCost } from './check-cost.ts';
import { checkCoverage } from './check-coverage.ts';
import { checkDocks } from './check-docks.ts';
import { checkIndices } from './check-indices.ts';
import { checkPins } from './check-pins.ts';
import { checkRests } from './check-rests.ts';
import { checkStock } from './check-stock.ts';
import { checkTimes } from './check-times.ts';
import { checkTravelLimit } from './check-travel-limit.ts';
import { checkVehicles } from './check-vehicles.ts';
import type { Violation } from './violation.ts';

const judges = [
  checkTimes,
  checkRests,
  checkTravelLimit,
  checkDocks,
  checkVehicles,
  checkStock,
  checkPins,
  checkCoverage,
  checkCost,
] as const;

/**
 * The independent judge: lists every rule that a solution breaks, `[]` for a valid one. It shares no code with the search,
 * believes no number of the solution and works each out from the problem. A solution that names what does not exist, or
 * numbers that are not whole, is judged on that alone.
 */
export function check(problem: Problem, solution: Solution): Violation[] {
  const violations: Violation[] = [];
  const report = (violation: Violation) => violations.push(violation);
  checkIndices(problem, solution, report);
  if (violations.length > 0) return violations;

  for (const judge of judges) judge(problem, solution, report);
  return violations;
}
