import { at } from '../at.ts';
import type { Problem, Stop } from '../problem.ts';
import type { CostParts, Route, Solution } from '../solution.ts';
import type { Report } from './violation.ts';
import { legsOf } from './way.ts';

/** The cost and each of its parts, worked out again from the routes and the prizes. */
export function checkCost(problem: Problem, solution: Solution, report: Report): void {
  const right: CostParts = {
    fixed: solution.routes.reduce((sum, route) => sum + at(problem.vehicles, route.vehicle).fixedCost, 0),
    travel: travelCost(problem, solution),
    ...visitCosts(problem, solution),
    balance: balanceCost(problem, solution),
    unserved: solution.unserved.reduce((sum, { stop, pieces }) => sum + lostPrize(at(problem.stops, stop), pieces), 0),
  };
  const names = ['fixed', 'travel', 'lateness', 'waiting', 'balance', 'stability', 'unserved'] as const;
  for (const name of names) {
    const found = solution.costParts[name];
    if (found !== right[name]) report({ rule: 'cost', found, accepted: `${name} ${right[name]}` });
  }
  const total = names.reduce((sum, name) => sum + right[name], 0);
  if (solution.cost !== total) report({ rule: 'cost', found: solution.cost, accepted: `${total} in all` });
  if (!Number.isSafeInteger(total)) report({ rule: 'cost', found: total, accepted: 'a safe integer' });
}

/** What a vehicle's day costs as it is in the plan, prizes aside. */
export function dayCost(problem: Problem, route: Route): number {
  const alone = { routes: [route] };
  const { lateness, waiting, stability } = visitCosts(problem, alone);
  const fixed = route.trips.length > 0 ? at(problem.vehicles, route.vehicle).fixedCost : 0;
  return fixed + travelCost(problem, alone) + lateness + waiting + balanceCost(problem, alone) + stability;
}

function travelCost(problem: Problem, solution: Pick<Solution, 'routes'>): number {
  let sum = 0;
  for (const route of solution.routes) {
    const vehicle = at(problem.vehicles, route.vehicle);
    const { durationsS, distancesM } = at(problem.travel, vehicle.travel);
    for (const leg of legsOf(problem, route)) {
      sum += at(durationsS, leg) * vehicle.costPerS + at(distancesM, leg) * vehicle.costPerM;
    }
  }
  return sum;
}

function visitCosts(
  problem: Problem,
  solution: Pick<Solution, 'routes'>,
): Pick<CostParts, 'lateness' | 'waiting' | 'stability'> {
  const sums = { lateness: 0, waiting: 0, stability: 0 };
  for (const route of solution.routes) {
    for (const { stop: index, departS } of route.trips.flatMap((trip) => trip.visits)) {
      const stop = at(problem.stops, index);
      if (departS > stop.dueS) sums.lateness += (departS - stop.dueS) * stop.latenessCostPerS;
      sums.waiting += departS * stop.waitingCostPerS;
      if (stop.before !== null && stop.before.vehicle !== route.vehicle) sums.stability += stop.before.changeCost;
    }
  }
  return sums;
}

/** Under way from setting off to being home, trip by trip; only what exceeds the fair share costs. */
function balanceCost(problem: Problem, solution: Pick<Solution, 'routes'>): number {
  return solution.routes.reduce((sum, { vehicle, trips }) => {
    const { sharedS, costPerS } = at(problem.vehicles, vehicle).fairShare;
    const workedS = trips.reduce((total, trip) => total + trip.returnS - trip.leaveS, 0);
    return workedS > sharedS ? sum + (workedS - sharedS) * costPerS : sum;
  }, 0);
}

/** The boxes share the prize by count; the first ones bear the rest of the division. */
function lostPrize(stop: Stop, pieces: readonly number[] | null): number {
  if (pieces === null || stop.pieces === null) return stop.prize;
  const { count } = stop.pieces;
  const upTo = (boxes: number) => boxes * Math.floor(stop.prize / count) + Math.min(boxes, stop.prize % count);
  return pieces.reduce((sum, piece) => sum + upTo(piece + 1) - upTo(piece), 0);
}
