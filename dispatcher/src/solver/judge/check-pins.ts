import { at } from '../at.ts';
import type { Problem } from '../problem.ts';
import type { Solution } from '../solution.ts';
import type { Report } from './violation.ts';

/** Pinned stops stay with their vehicle; a frozen prefix opens the vehicle's first trip in its order. */
export function checkPins(problem: Problem, solution: Solution, report: Report): void {
  for (const route of solution.routes) {
    const vehicle = at(problem.vehicles, route.vehicle).id;
    route.trips.forEach((trip, index) => {
      let prefix = index === 0;
      let order = -1;
      for (const visit of trip.visits) {
        const { id, pin } = at(problem.stops, visit.stop);
        const where = { rule: 'pin', vehicle, trip: index, stop: id } as const;
        if (pin.level !== 'free' && pin.vehicle !== route.vehicle) {
          report({ ...where, found: route.vehicle, accepted: `vehicle ${pin.vehicle}` });
        }
        if (pin.level !== 'sequence') {
          prefix = false;
          continue;
        }
        if (!prefix)
          report({ ...where, found: pin.order, accepted: 'a place among the first visits of the first trip' });
        if (pin.order < order) report({ ...where, found: pin.order, accepted: `an order from ${order} on` });
        order = pin.order;
      }
    });
  }
}
