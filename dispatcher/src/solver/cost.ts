import { at } from './at.ts';
import type { Problem, Stop } from './problem.ts';
import type { CostParts, Route, Unserved } from './solution.ts';

/** What a solution costs, part by part. */
export function costOf(problem: Problem, routes: readonly Route[], unserved: readonly Unserved[]): CostParts {
  let fixed = 0;
  let travel = 0;
  let lateness = 0;
  let waiting = 0;
  let balance = 0;
  let stability = 0;
  for (const route of routes) {
    const vehicle = at(problem.vehicles, route.vehicle);
    const { durationsS, distancesM } = at(problem.travel, vehicle.travel);
    let place = vehicle.start.place;
    const go = (to: number) => {
      const cell = place * problem.places.length + to;
      travel += at(durationsS, cell) * vehicle.costPerS + at(distancesM, cell) * vehicle.costPerM;
      place = to;
    };
    fixed += vehicle.fixedCost;
    for (const trip of route.trips) {
      go(at(problem.depots, trip.depot).place);
      for (const visit of trip.visits) {
        const stop = at(problem.stops, visit.stop);
        go(stop.place);
        lateness += Math.max(0, visit.departS - stop.dueS) * stop.latenessCostPerS;
        waiting += visit.departS * stop.waitingCostPerS;
        if (stop.before !== null && stop.before.vehicle !== route.vehicle) stability += stop.before.changeCost;
      }
      go(vehicle.home);
    }
    const workedS = route.trips.reduce((sum, { leaveS, returnS }) => sum + returnS - leaveS, 0);
    balance += Math.max(0, workedS - vehicle.fairShare.sharedS) * vehicle.fairShare.costPerS;
  }
  const prizes = unserved.reduce((sum, entry) => sum + prizeOf(at(problem.stops, entry.stop), entry.pieces), 0);
  return { fixed, travel, lateness, waiting, balance, stability, unserved: prizes };
}

/** The prize of some boxes of a stop (null = all): shared by count, the first boxes bear the rest of the division. */
export function prizeOf(stop: Stop, pieces: readonly number[] | null): number {
  if (pieces === null || stop.pieces === null) return stop.prize;
  const share = Math.floor(stop.prize / stop.pieces.count);
  const rest = stop.prize - share * stop.pieces.count;
  return pieces.reduce((sum, piece) => sum + share + (piece < rest ? 1 : 0), 0);
}
