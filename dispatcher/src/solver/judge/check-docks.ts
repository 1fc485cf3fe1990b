import type { Problem } from '../problem.ts';
import type { Solution } from '../solution.ts';
import { loadingsOf, mostAtOnce } from './loading.ts';
import type { Report } from './violation.ts';

/** A depot never loads more vehicles at once than it has docks. */
export function checkDocks(problem: Problem, solution: Solution, report: Report): void {
  const loadings = loadingsOf(problem, solution);
  problem.depots.forEach(({ id, docks }, index) => {
    if (docks === null) return;
    const here = loadings.filter(({ depot }) => depot === index);
    const found = mostAtOnce(here, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
    if (found > docks) report({ rule: 'docks', depot: id, found, accepted: `at most ${docks} loading at once` });
  });
}
