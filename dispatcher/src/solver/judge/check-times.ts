import { at } from '../at.ts';
import type { Problem, Vehicle } from '../problem.ts';
import type { Route, Solution, TakenRest, Trip } from '../solution.ts';
import { loadingS } from './loading.ts';
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
      const day = { problem, vehicle, rests: route.rests, from: place };
      followTrip(day, trip, (violation) => report({ ...here, ...violation }));
      place = vehicle.home;
      freeS = trip.returnS;
      const { firstDepart } = vehicle;
      if (index === 0 && (trip.departS < firstDepart.fromS || trip.departS > firstDepart.toS)) {
        const accepted = `leaves its depot from ${firstDepart.fromS} to ${firstDepart.toS}`;
        report({ ...here, rule: 'firstDepart', found: trip.departS, accepted });
      }
      const { toS } = vehicle.shift;
      if (trip.returnS > toS) report({ ...here, rule: 'shift', found: trip.returnS, accepted: `home by ${toS}` });
    });
  }
}

interface Day {
  readonly problem: Problem;
  readonly vehicle: Vehicle;
  readonly rests: Route['rests'];
  /** Where he is before the trip. */
  readonly from: number;
}

function followTrip(day: Day, trip: Trip, report: Report): void {
  const { problem, vehicle } = day;
  const depot = at(problem.depots, trip.depot);
  checkLeg(day, { from: day.from, to: depot.place, leaveS: trip.leaveS, arriveS: trip.reachS }, (violation) =>
    report({ depot: depot.id, ...violation }),
  );
  const boxes = trip.visits.reduce((sum, { loads }) => sum + (loads[0] ?? 0), 0);
  const loadedS = Math.max(trip.reachS, depot.open.fromS) + loadingS(vehicle, depot, boxes);
  if (trip.departS < loadedS)
    report({ depot: depot.id, rule: 'loading', found: trip.departS, accepted: `loaded at ${loadedS}` });
  if (trip.departS > depot.open.toS) {
    report({ depot: depot.id, rule: 'depotHours', found: trip.departS, accepted: `left by ${depot.open.toS}` });
  }

  let place = depot.place;
  let timeS = trip.departS;
  const drive = (to: number, arriveS: number, where: Partial<Violation>) => {
    const leaveS = afterRests(day, timeS, arriveS);
    checkLeg(day, { from: place, to, leaveS, arriveS }, (violation) => report({ ...where, ...violation }));
    place = to;
  };
  for (const visit of trip.visits) {
    const stop = at(problem.stops, visit.stop);
    const where = { stop: stop.id };
    drive(stop.place, visit.arriveS, where);
    if (trip.departS < stop.releaseS) {
      report({ ...where, rule: 'release', found: trip.departS, accepted: `a departure from ${stop.releaseS} on` });
    }
    if (visit.startS < visit.arriveS)
      report({ ...where, rule: 'waiting', found: visit.startS, accepted: `from ${visit.arriveS} on` });
    if (!isInWindow(stop.windows, visit.startS)) {
      const accepted = `a start in ${JSON.stringify([...stop.windows])}`;
      report({ ...where, rule: 'window', found: visit.startS, accepted });
    }
    const tookS = visit.departS - visit.startS;
    if (tookS !== stop.serviceS)
      report({ ...where, rule: 'service', found: tookS, accepted: `${stop.serviceS} seconds` });
    timeS = visit.departS;
  }
  drive(vehicle.home, trip.returnS, {});
}

interface Leg {
  readonly from: number;
  readonly to: number;
  readonly leaveS: number;
  readonly arriveS: number;
}

function checkLeg({ problem, vehicle }: Day, { from, to, leaveS, arriveS }: Leg, report: Report): void {
  const durationS = at(at(problem.travel, vehicle.travel).durationsS, from * problem.places.length + to);
  const found = arriveS - leaveS;
  if (durationS < 0) report({ rule: 'unreachable', found: to, accepted: `a place that can be reached from ${from}` });
  else if (found !== durationS)
    report({ rule: 'travelTime', found, accepted: `${durationS} seconds from place ${from} to ${to}` });
}

/** On the road a leg begins as soon as the step before it has ended and the rests taken between them have. */
function afterRests({ vehicle, rests }: Day, freeS: number, arriveS: number): number {
  const between = ({ startS }: TakenRest) => startS >= freeS && startS < arriveS;
  return rests
    .filter(between)
    .reduce((timeS, { rest, startS }) => Math.max(timeS, startS + at(vehicle.rests, rest).durationS), freeS);
}

function isInWindow(windows: Int32Array, startS: number): boolean {
  if (windows.length === 0) return true;
  for (let pair = 0; pair + 1 < windows.length; pair += 2) {
    if (startS >= at(windows, pair) && startS < at(windows, pair + 1)) return true;
  }
  return false;
}
