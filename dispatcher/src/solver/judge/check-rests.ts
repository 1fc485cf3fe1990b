import { at } from '../at.ts';
import type { Problem } from '../problem.ts';
import type { Route, Solution, TakenRest } from '../solution.ts';
import type { Report } from './violation.ts';
import { legsOf } from './way.ts';

/** Every rest that is owed is taken, in order, begins in its interval and lies where the vehicle stands between two steps. */
export function checkRests(problem: Problem, solution: Solution, report: Report): void {
  for (const route of solution.routes) {
    const { id, rests } = at(problem.vehicles, route.vehicle);
    const broken = (found: number, accepted: string) => report({ rule: 'rest', vehicle: id, found, accepted });
    const stands = standsOf(problem, route);
    const endOf = ({ rest, startS }: TakenRest) => startS + at(rests, rest).durationS;

    route.rests.forEach((taken, position) => {
      const { fromS, toS, durationS } = at(rests, taken.rest);
      const before = route.rests[position - 1];
      if (before !== undefined && taken.rest <= before.rest) broken(taken.rest, `a rest after rest ${before.rest}`);
      if (taken.startS < fromS || taken.startS >= toS) broken(taken.startS, `a start in [${fromS}, ${toS})`);
      const freeS = before === undefined ? 0 : endOf(before);
      const isAtStand = stands.some(
        (stand) => taken.startS >= Math.max(freeS, stand.fromS) && endOf(taken) <= stand.toS,
      );
      if (!isAtStand) broken(taken.startS, `${durationS} seconds between two steps, after the rest before`);
    });

    for (const [index, rest] of rests.entries()) {
      const isTaken = route.rests.some((taken) => taken.rest === index);
      if (!isTaken && isOwed(problem, route, rest.toS)) broken(index, `rest ${index} taken before ${rest.toS}`);
    }
  }
}

/** A rest is owed where the day begins before `toS` and does not end before it. */
function isOwed(problem: Problem, { vehicle, trips }: Route, toS: number): boolean {
  const { start, shift } = at(problem.vehicles, vehicle);
  return Math.max(start.atS, shift.fromS) < toS && (trips.at(-1)?.returnS ?? 0) >= toS;
}

/** Where a vehicle stands before each leg: from the end of the step before until the leg begins. */
function standsOf(problem: Problem, route: Route): { fromS: number; toS: number }[] {
  const { start, shift, travel } = at(problem.vehicles, route.vehicle);
  const { durationsS } = at(problem.travel, travel);
  const arrivals = route.trips.flatMap((trip) => [
    { arriveS: trip.reachS, endS: trip.departS },
    ...trip.visits.map(({ arriveS, departS }) => ({ arriveS, endS: departS })),
    { arriveS: trip.returnS, endS: trip.returnS },
  ]);
  let fromS = Math.max(start.atS, shift.fromS);
  return legsOf(problem, route).map((leg, step) => {
    const { arriveS, endS } = at(arrivals, step);
    const stand = { fromS, toS: arriveS - at(durationsS, leg) };
    fromS = endS;
    return stand;
  });
}
