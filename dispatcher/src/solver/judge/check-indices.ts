import type { Problem } from '../problem.ts';
import type { Solution } from '../solution.ts';
import type { Report } from './violation.ts';

/** Everything named exists, every number is whole, every vehicle has one route and every trip belongs to it. */
export function checkIndices(problem: Problem, solution: Solution, report: Report): void {
  const known = (list: readonly unknown[], index: number) => {
    if (!Number.isInteger(index) || list[index] === undefined)
      report({ rule: 'index', found: index, accepted: `0 to ${list.length - 1}` });
  };
  const whole = (...numbers: number[]) => {
    for (const found of numbers)
      if (!Number.isSafeInteger(found)) report({ rule: 'integer', found, accepted: 'a whole number' });
  };

  let before = -1;
  for (const route of solution.routes) {
    known(problem.vehicles, route.vehicle);
    if (route.vehicle <= before) report({ rule: 'order', found: route.vehicle, accepted: `a vehicle after ${before}` });
    before = route.vehicle;
    for (const { rest, startS } of route.rests) {
      known(problem.vehicles[route.vehicle]?.rests ?? [], rest);
      whole(startS);
    }
    for (const trip of route.trips) {
      if (trip.vehicle !== route.vehicle)
        report({ rule: 'order', found: trip.vehicle, accepted: `vehicle ${route.vehicle} as its route` });
      known(problem.depots, trip.depot);
      whole(trip.leaveS, trip.reachS, trip.departS, trip.returnS);
      for (const visit of trip.visits) {
        known(problem.stops, visit.stop);
        whole(visit.arriveS, visit.startS, visit.departS, ...visit.loads);
        if (visit.loads.length !== problem.loadDimensions.length) {
          report({ rule: 'loads', found: visit.loads.length, accepted: `${problem.loadDimensions.length} dimensions` });
        }
      }
    }
  }

  let lastStop = -1;
  for (const entry of solution.unserved) {
    known(problem.stops, entry.stop);
    whole(...entry.loads);
    if (entry.stop <= lastStop) report({ rule: 'order', found: entry.stop, accepted: `a stop after ${lastStop}` });
    lastStop = entry.stop;
  }
}
