import { at } from '../at.ts';
import type { Problem, Stop } from '../problem.ts';
import type { Solution } from '../solution.ts';
import type { Report } from './violation.ts';

/** No depot gives more of a load class than it holds. */
export function checkStock(problem: Problem, solution: Solution, report: Report): void {
  const taken = takenFrom(problem, solution);
  problem.depots.forEach((depot, index) => {
    depot.stock?.forEach((held, loadClass) => {
      const amount = taken(index, loadClass);
      if (amount > held) {
        report({
          rule: 'stock',
          depot: depot.id,
          found: amount,
          accepted: `${problem.loadClasses[loadClass]} up to ${held}`,
        });
      }
    });
  });
}

/** How much of a load class the trips take from a depot. */
export function takenFrom(
  problem: Problem,
  { routes }: Pick<Solution, 'routes'>,
): (depot: number, loadClass: number) => number {
  const sums = new Map<string, number>();
  for (const trip of routes.flatMap((route) => route.trips)) {
    for (const visit of trip.visits) {
      problem.loadClasses.forEach((_, loadClass) => {
        const key = `${trip.depot}/${loadClass}`;
        const amount = amountOf(problem, at(problem.stops, visit.stop), visit.pieces, loadClass);
        sums.set(key, (sums.get(key) ?? 0) + amount);
      });
    }
  }
  return (depot, loadClass) => sums.get(`${depot}/${loadClass}`) ?? 0;
}

export function amountOf(problem: Problem, stop: Stop, pieces: readonly number[] | null, loadClass: number): number {
  if (pieces === null || stop.pieces === null) return at(stop.amounts, loadClass);
  const { amounts } = stop.pieces;
  return pieces.reduce((sum, piece) => sum + at(amounts, piece * problem.loadClasses.length + loadClass), 0);
}
