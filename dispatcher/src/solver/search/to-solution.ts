import { at } from '../at.ts';
import { costOf } from '../cost.ts';
import type { Problem } from '../problem.ts';
import type { Route, Solution, Stats, Trip, Unserved, Visit } from '../solution.ts';
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
  return { vehicle: route.vehicle, trips: route.trips.map((trip) => tripOf(model, route, trip)), rests: route.rests };
}

/** A vehicle sets off as late as its loading allows, so that it waits where it is and not at the depot. */
function tripOf(model: Model, route: PlannedRoute, trip: PlannedTrip): Trip {
  const { vehicle } = route;
  const depot = at(model.problem.depots, trip.depot);
  const reachS = trip.departS - trip.loadingS;
  return {
    vehicle,
    depot: trip.depot,
    leaveS: reachS - durationOf(model.problem, vehicle, trip.fromPlace, depot.place),
    reachS,
    departS: trip.departS,
    visits: visitsOf(model, route, trip),
    returnS: trip.endS,
  };
}

function visitsOf(model: Model, route: PlannedRoute, trip: PlannedTrip): Visit[] {
  const { problem } = model;
  const visits: Visit[] = [];
  let place = at(problem.depots, trip.depot).place;
  let freeS = trip.departS;
  for (const [position, index] of trip.jobs.entries()) {
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
    const departS = at(trip.timesS, position);
    const startS = departS - stop.serviceS;
    const wayS = durationOf(problem, route.vehicle, place, stop.place);
    const arriveS = restedBy(model, route, freeS, startS - wayS) + wayS;
    const pieces = wholeOrSome(problem, job.stop, job.pieces);
    visits.push({ stop: job.stop, loads: Array.from(job.loads), pieces, arriveS, startS, departS });
    place = stop.place;
    freeS = departS;
  }
  return visits;
}

/** When he sets off who is free from `freeS` on, takes the rests that are over by `untilS`, and goes. */
function restedBy(model: Model, { vehicle, rests }: PlannedRoute, freeS: number, untilS: number): number {
  let leaveS = freeS;
  for (const { rest, startS } of rests) {
    const endS = startS + at(at(model.problem.vehicles, vehicle).rests, rest).durationS;
    if (startS >= leaveS && endS <= untilS) leaveS = endS;
  }
  return leaveS;
}

function joined(visit: Visit, loads: Int32Array, pieces: readonly number[] | null): Visit {
  return { ...visit, loads: visit.loads.map((load, dimension) => load + at(loads, dimension)), pieces };
}

function durationOf(problem: Problem, vehicle: number, from: number, to: number): number {
  const { durationsS } = at(problem.travel, at(problem.vehicles, vehicle).travel);
  return at(durationsS, from * problem.places.length + to);
}
