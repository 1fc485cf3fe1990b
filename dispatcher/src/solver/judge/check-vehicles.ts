import { at } from '../at.ts';
import type { Problem } from '../problem.ts';
import type { Solution } from '../solution.ts';
import type { Report } from './violation.ts';

/** Who may carry what from where: capacity, number of trips, eligible vehicles, allowed sources, boxes aboard. */
export function checkVehicles(problem: Problem, solution: Solution, report: Report): void {
  for (const route of solution.routes) {
    const vehicle = at(problem.vehicles, route.vehicle);
    const { tripsMax, capacity } = vehicle;
    if (route.trips.length > tripsMax) {
      report({ rule: 'tripsMax', vehicle: vehicle.id, found: route.trips.length, accepted: `at most ${tripsMax}` });
    }
    if (route.trips.length === 0)
      report({ rule: 'emptyTrip', vehicle: vehicle.id, found: 0, accepted: 'at least one trip' });

    route.trips.forEach((trip, index) => {
      const depot = at(problem.depots, trip.depot);
      const here = { vehicle: vehicle.id, trip: index, depot: depot.id };
      if (trip.visits.length === 0) report({ ...here, rule: 'emptyTrip', found: 0, accepted: 'at least one visit' });
      if (depot.aboard && index > 0) report({ ...here, rule: 'aboard', found: index, accepted: 'trip 0 only' });
      capacity.forEach((room, dimension) => {
        const load = trip.visits.reduce((sum, visit) => sum + at(visit.loads, dimension), 0);
        if (load > room)
          report({
            ...here,
            rule: 'capacity',
            found: load,
            accepted: `${problem.loadDimensions[dimension]} up to ${room}`,
          });
      });
      for (const visit of trip.visits) {
        const { id, vehicles, depots } = at(problem.stops, visit.stop);
        if (vehicles !== null && !vehicles.includes(route.vehicle)) {
          report({
            ...here,
            stop: id,
            rule: 'eligibility',
            found: route.vehicle,
            accepted: `one of vehicles ${[...vehicles]}`,
          });
        }
        if (depots !== null && !depots.includes(trip.depot)) {
          report({ ...here, stop: id, rule: 'source', found: trip.depot, accepted: `one of depots ${[...depots]}` });
        }
      }
    });
  }
}
