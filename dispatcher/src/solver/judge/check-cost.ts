import { at } from '../at.ts';
import type { Problem, Stop } from '../problem.ts';
import type { CostParts, Solution } from '../solution.ts';
import type { Report } from './violation.ts';

/** The cost and each of its parts, worked out again from the routes and the prizes. */
export function checkCost(problem: Problem, solution: Solution, report: Report): void {
  const right: CostParts = {
    fixed: solution.routes.reduce((sum, route) => sum + at(problem.vehicles, route.vehicle).fixedCost, 0),
    travel: travelCost(problem, solution),
    ...visitCosts(problem, solution),
    balance: 0,
    stability: 0,
    unserved: solution.unserved.reduce((sum, { stop, pieces }) => sum + lostPrize(at(problem.stops, stop), pieces), 0),
  };
  const names = ['fixed', 'travel', 'lateness', 'waiting', 'unserved'] as const;
  for (const name of names) {
    const found = solution.costParts[name];
    if (found !== right[name]) report({ rule: 'cost', found, accepted: `${name} ${right[name]}` });
  }
  const total = names.reduce((sum, name) => sum + right[name], 0);
  if (solution.cost !== total) report({ rule: 'cost', found: solution.cost, accepted: `${total} in all` });
  if (!Number.isSafeInteger(total)) report({ rule: 'cost', found: total, accepted: 'a safe integer' });
}

function travelCost(problem: Problem, solution: Solution): number {
  let sum = 0;
  for (const route of solution.routes) {
    const vehicle = at(problem.vehicles, route.vehicle);
    const { durationsS, distancesM } = at(problem.travel, vehicle.travel);
    const way = [vehicle.start.place];
    for (const trip of route.trips) {
      way.push(at(problem.depots, trip.depot).place);
      for (const visit of trip.visits) way.push(at(problem.stops, visit.stop).place);
      way.push(vehicle.home);
    }
    for (let leg = 1; leg < way.length; leg++) {
      const cell = at(way, leg - 1) * problem.places.length + at(way, leg);
      sum += at(durationsS, cell) * vehicle.costPerS + at(distancesM, cell) * vehicle.costPerM;
    }
  }
  return sum;
}

function visitCosts(problem: Problem, solution: Solution): { lateness: number; waiting: number } {
  let lateness = 0;
  let waiting = 0;
  for (const trip of solution.routes.flatMap((route) => route.trips)) {
    for (const { stop: index, departS } of trip.visits) {
      const stop = at(problem.stops, index);
      if (departS > stop.dueS) lateness += (departS - stop.dueS) * stop.latenessCostPerS;
      waiting += departS * stop.waitingCostPerS;
    }
  }
  return { lateness, waiting };
}

/** The boxes share the prize by count; the first ones bear the rest of the division. */
function lostPrize(stop: Stop, pieces: readonly number[] | null): number {
  if (pieces === null || stop.pieces === null) return stop.prize;
  const { count } = stop.pieces;
  const upTo = (boxes: number) => boxes * Math.floor(stop.prize / count) + Math.min(boxes, stop.prize % count);
  return pieces.reduce((sum, piece) => sum + upTo(piece + 1) - upTo(piece), 0);
}
