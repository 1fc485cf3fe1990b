import { InvariantError } from '@baogong/drizzle/rules/refusal';
import { at } from '../at.ts';
import type { Problem } from '../problem.ts';
import { type Solution, unservedReasons } from '../solution.ts';
import { type Finding, findingAlone, shortage, vehiclesAlone } from './alone.ts';
import { roomBeside } from './beside.ts';
import { depotsFor, type Portion, portionsOf } from './portion.ts';

interface Explanation {
  readonly stop: string;
  /** Where the stop is in the plan; empty where nothing of it is served. */
  readonly visits: readonly ExplainedVisit[];
  /** Vehicles that could serve it (of a stop with boxes: any one box) if they had nothing else to do. */
  readonly alternatives: readonly string[];
  /** Why it, or what is missing of it, is left out; null where all is served. */
  readonly unserved: Finding | null;
}

interface ExplainedVisit {
  readonly vehicle: string;
  /** Which trip of the vehicle and which visit of the trip, from 0. */
  readonly trip: number;
  readonly position: number;
  readonly startS: number;
  readonly departS: number;
  readonly lateS: number;
}

/** Why a stop is where it is, or why it is not: worked out from the problem and the routes, whatever the solution says. */
export function explain(problem: Problem, solution: Solution, stopId: string): Explanation {
  const index = problem.stops.findIndex((stop) => stop.id === stopId);
  if (index < 0)
    throw new InvariantError(`stopId is ${stopId}; accepted is the id of one of ${problem.stops.length} stops`);
  const entry = solution.unserved.find(({ stop }) => stop === index);
  const able = new Set(portionsOf(problem, index, null).flatMap((portion) => vehiclesAlone(problem, portion)));
  return {
    stop: stopId,
    visits: visitsOf(problem, solution, index),
    alternatives: [...able].sort((a, b) => a - b).map((vehicle) => at(problem.vehicles, vehicle).id),
    unserved: entry === undefined ? null : at(findingsOn(problem, solution, index, entry.pieces), 0),
  };
}

/** The findings on what is missing of a stop: one for each missing box whose reason came furthest, in box order. */
export function findingsOn(
  problem: Problem,
  solution: Solution,
  stop: number,
  missing: readonly number[] | null,
): Finding[] {
  const findings = portionsOf(problem, stop, missing).map(
    (portion) => findingAlone(problem, portion) ?? findingBeside(problem, solution, portion),
  );
  const furthest = Math.max(...findings.map(({ reason }) => unservedReasons.indexOf(reason)));
  return findings.filter(({ reason }) => reason === unservedReasons[furthest]);
}

function findingBeside(problem: Problem, solution: Solution, portion: Portion): Finding {
  const { cheapestCost, cheapestCostWithStock, left } = roomBeside(problem, solution, portion);
  if (cheapestCost !== null) return { reason: 'notWorthIt', evidence: { prize: portion.prize, cheapestCost } };
  if (cheapestCostWithStock !== null) {
    const depots = depotsFor(problem, at(problem.stops, portion.stop));
    const { held, ...where } = shortage(portion, depots, left);
    return { reason: 'stockTaken', evidence: { ...where, left: held } };
  }
  return { reason: 'fleetExhausted', evidence: { vehiclesAlone: vehiclesAlone(problem, portion).length } };
}

function visitsOf(problem: Problem, solution: Solution, stop: number): ExplainedVisit[] {
  const { dueS } = at(problem.stops, stop);
  return solution.routes.flatMap((route) =>
    route.trips.flatMap((trip, tripIndex) =>
      trip.visits.flatMap((visit, position) => {
        if (visit.stop !== stop) return [];
        const { startS, departS } = visit;
        const vehicle = at(problem.vehicles, route.vehicle).id;
        return [{ vehicle, trip: tripIndex, position, startS, departS, lateS: Math.max(0, departS - dueS) }];
      }),
    ),
  );
}
