import { at } from '../at.ts';
import type { Problem, Vehicle } from '../problem.ts';
import type { Solution, Trip } from '../solution.ts';
import type { Report, Violation } from './violation.ts';

/** Follows each vehicle through its day: every leg takes what the table says, every wait and service is as the rules say. */
export function checkTimes(problem: Problem, solution: Solution, report: Report): void {
  for (const route of solution.routes) {
    const vehicle = at(problem.vehicles, route.vehicle);
    let place = vehicle.start.place;
    let freeS = Math.max(vehicle.start.atS, vehicle.shift.fromS);
    route.trips.forEach((trip, index) => {
      const here = { vehicle: vehicle.id, trip: index };
      if (trip.leaveS < freeS) report({ ...here, rule: 'chain', found: trip.leaveS, accepted: `from ${freeS} on` });
      followTrip(problem, vehicle, place, trip, (violation) => report({ ...here, ...violation }));
      place = vehicle.home;
      freeS = trip.returnS;
      const { toS } = vehicle.shift;
      if (trip.returnS > toS) report({ ...here, rule: 'shift', found: trip.returnS, accepted: `home by ${toS}` });
    });
  }
}

function followTrip(problem: Problem, vehicle: Vehicle, from: number, trip: Trip, report: Report): void {
  const depot = at(problem.depots, trip.depot);
  const leg = (a: number, b: number, leaveS: number, reachS: number, where: Partial<Violation>) => {
    const durationS = at(at(problem.travel, vehicle.travel).durationsS, a * problem.places.length + b);
    if (durationS < 0)
      report({ ...where, rule: 'unreachable', found: b, accepted: `a place that can be reached from ${a}` });
    else if (reachS - leaveS !== durationS) {
      report({
        ...where,
        rule: 'travelTime',
        found: reachS - leaveS,
        accepted: `${durationS} seconds from place ${a} to ${b}`,
      });
    }
  };

  leg(from, depot.place, trip.leaveS, trip.reachS, { depot: depot.id });
  const beginS = Math.max(trip.reachS, depot.open.fromS);
  const loadedS = beginS + (depot.aboard ? 0 : vehicle.reloadS);
  if (trip.departS < loadedS)
    report({ depot: depot.id, rule: 'loading', found: trip.departS, accepted: `loaded at ${loadedS}` });
  if (trip.departS > depot.open.toS) {
    report({ depot: depot.id, rule: 'depotHours', found: trip.departS, accepted: `left by ${depot.open.toS}` });
  }

  let place = depot.place;
  let timeS = trip.departS;
  for (const visit of trip.visits) {
    const stop = at(problem.stops, visit.stop);
    const where = { stop: stop.id };
    leg(place, stop.place, timeS, visit.arriveS, where);
    if (trip.departS < stop.releaseS) {
      report({ ...where, rule: 'release', found: trip.departS, accepted: `a departure from ${stop.releaseS} on` });
    }
    if (visit.startS < visit.arriveS)
      report({ ...where, rule: 'waiting', found: visit.startS, accepted: `from ${visit.arriveS} on` });
    if (!isInWindow(stop.windows, visit.startS)) {
      report({
        ...where,
        rule: 'window',
        found: visit.startS,
        accepted: `a start in ${JSON.stringify([...stop.windows])}`,
      });
    }
    const tookS = visit.departS - visit.startS;
    if (tookS !== stop.serviceS)
      report({ ...where, rule: 'service', found: tookS, accepted: `${stop.serviceS} seconds` });
    place = stop.place;
    timeS = visit.departS;
  }
  leg(place, vehicle.home, timeS, trip.returnS, {});
}

function isInWindow(windows: Int32Array, startS: number): boolean {
  if (windows.length === 0) return true;
  for (let pair = 0; pair + 1 < windows.length; pair += 2) {
    if (startS >= at(windows, pair) && startS < at(windows, pair + 1)) return true;
  }
  return false;
}
