import { at } from '../at.ts';
import type { Problem } from '../problem.ts';
import type { Evidence, Solution, Unserved } from '../solution.ts';
import { findingsOn } from './explain.ts';
import type { Violation } from './violation.ts';

/**
 * Works out the reason of every unserved stop again and lists those that the solution tells otherwise; a stop that could
 * have been served for less than its prize is one of them. Tries every place in the plan, so it costs more than `check`.
 */
export function confirmReasons(problem: Problem, solution: Solution): Violation[] {
  return solution.unserved.flatMap((entry) => {
    const violation = judgeReason(problem, solution, entry);
    return violation === null ? [] : [violation];
  });
}

function judgeReason(problem: Problem, solution: Solution, entry: Unserved): Violation | null {
  const { stop, pieces, reason, evidence } = entry;
  const where = { rule: 'reason', stop: at(problem.stops, stop).id } as const;
  const findings = findingsOn(problem, solution, stop, pieces).map(({ finding }) => finding);
  const right = at(findings, 0);
  if (right.reason !== reason) return { ...where, found: Number.NaN, accepted: `${right.reason}, not ${reason}` };
  for (const { prize = 0, cheapestCost = prize } of findings.map((finding) => finding.evidence)) {
    if (cheapestCost < prize)
      return { ...where, found: prize, accepted: `a prize of at most its cost ${cheapestCost}` };
  }
  // Boxes that are left out for the same reason differ in their numbers; any of them may tell it.
  const wrong = findings.map((finding) => differing(finding.evidence, evidence));
  const shown = wrong[0];
  if (shown === undefined || wrong.includes(undefined)) return null;
  const [name, value] = shown;
  return { ...where, found: evidence[name] ?? Number.NaN, accepted: `${name} ${value}` };
}

function differing(right: Evidence, told: Evidence): [string, number] | undefined {
  return Object.entries(right).find(([name, value]) => told[name] !== value);
}
