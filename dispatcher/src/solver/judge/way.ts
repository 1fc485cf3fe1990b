import { at } from '../at.ts';
import type { Problem } from '../problem.ts';
import type { Route } from '../solution.ts';

/** The places of a vehicle's day in order, its start first; each trip passes its depot, its stops and home. */
export function wayOf(problem: Problem, route: Route): number[] {
  const { start, home } = at(problem.vehicles, route.vehicle);
  return [
    start.place,
    ...route.trips.flatMap((trip) => [
      at(problem.depots, trip.depot).place,
      ...trip.visits.map((visit) => at(problem.stops, visit.stop).place),
      home,
    ]),
  ];
}

/** Cells of the vehicle's travel table, one for each leg of its day. */
export function legsOf(problem: Problem, route: Route): number[] {
  const way = wayOf(problem, route);
  return way.slice(1).map((to, leg) => at(way, leg) * problem.places.length + to);
}
