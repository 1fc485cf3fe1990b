import { at } from '../at.ts';
import { costOf } from '../cost.ts';
import type { Problem } from '../problem.ts';
import type { Route, Solution, Stats, Trip, Unserved, Visit } from '../solution.ts';
import { firstInWindow } from './cursor.ts';
import { wholeOrSome } from './jobs.ts';
import type { Model } from './model.ts';
import type { Plan } from './plan.ts';
import { unservedOf } from './reasons.ts';
import type { PlannedRoute, PlannedTrip } from './route.ts';

/** The plan in the words of the answer. */
export function toSolution(model: Model, plan: Plan, stats: Stats): Solution {
  const routes = plan.routes.filter((route) => route.trips.length > 0).map((route) => routeOf(model, route));
  const unserved: Unserved[] = unservedOf(model, plan);
  const costParts = costOf(model.problem, routes, unserved);
  const { fixed, travel, lateness, waiting, balance, stability } = costParts;
  const cost = fixed + travel + lateness + waiting + balance + stability + costParts.unserved;
  return { routes, unserved, cost, costParts, stats };
}

function routeOf(model: Model, route: PlannedRoute): Route {
  return { vehicle: route.vehicle, trips: route.trips.map((trip) => tripOf(model, route.vehicle, trip)), rests: [] };
}

/** A vehicle sets off as late as its loading allows, so that it waits where it is and not at the depot. */
function tripOf(model: Model, vehicleIndex: number, trip: PlannedTrip): Trip {
  const vehicle = at(model.problem.vehicles, vehicleIndex);
  const depot = at(model.problem.depots, trip.depot);
  const reachS = trip.departS - (depot.aboard ? 0 : vehicle.reloadS);
  return {
    vehicle: vehicleIndex,
    depot: trip.depot,
    leaveS: reachS - durationOf(model.problem, vehicleIndex, trip.fromPlace, depot.place),
    reachS,
    departS: trip.departS,
    visits: visitsOf(model, vehicleIndex, trip),
    returnS: trip.endS,
  };
}

function visitsOf(model: Model, vehicle: number, trip: PlannedTrip): Visit[] {
  const { problem } = model;
  const visits: Visit[] = [];
  let place = at(problem.depots, trip.depot).place;
  let timeS = trip.departS;
  for (const index of trip.jobs) {
    const job = at(model.jobs, index);
    const stop = at(problem.stops, job.stop);
    const last = visits.at(-1);
    if (last?.stop === job.stop) {
      visits[visits.length - 1] = joined(
        last,
        job.loads,
        wholeOrSome(problem, job.stop, [...(last.pieces ?? []), ...(job.pieces ?? [])]),
      );
      continue;
    }
    const arriveS = timeS + durationOf(problem, vehicle, place, stop.place);
    const startS = firstInWindow(stop.windows, arriveS);
    timeS = startS + stop.serviceS;
    place = stop.place;
    const pieces = wholeOrSome(problem, job.stop, job.pieces);
    visits.push({ stop: job.stop, loads: Array.from(job.loads), pieces, arriveS, startS, departS: timeS });
  }
  return visits;
}

function joined(visit: Visit, loads: Int32Array, pieces: readonly number[] | null): Visit {
  return { ...visit, loads: visit.loads.map((load, dimension) => load + at(loads, dimension)), pieces };
}

function durationOf(problem: Problem, vehicle: number, from: number, to: number): number {
  const { durationsS } = at(problem.travel, at(problem.vehicles, vehicle).travel);
  return at(durationsS, from * problem.places.length + to);
}
