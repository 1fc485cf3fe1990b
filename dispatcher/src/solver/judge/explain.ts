import { InvariantError } from '@baogong/drizzle/rules/refusal';
import { at } from '../at.ts';
import type { Problem } from '../problem.ts';
import { type Solution, unservedReasons } from '../solution.ts';
import { type Finding, findingAlone, shortage, vehiclesAlone } from './alone.ts';
import { roomBeside } from './beside.ts';
import { depotsFor, type Portion, portionsOf } from './portion.ts';
import { type Relaxation, relaxationsFor } from './relaxations.ts';

interface Explanation {
  readonly stop: string;
  /** Where the stop is in the plan; empty where nothing of it is served. */
  readonly visits: readonly ExplainedVisit[];
  /** Vehicles that could serve it (of a stop with boxes: any one box) if they had nothing else to do. */
  readonly alternatives: readonly string[];
  /** Why it, or what is missing of it, is left out; null where all is served. */
  readonly unserved: Finding | null;
  /** What would serve it (of a stop with boxes: one more box), the smallest change first. */
  readonly relaxations: readonly Relaxation[];
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
  const telling = entry === undefined ? null : at(findingsOn(problem, solution, index, entry.pieces), 0);
  return {
    stop: stopId,
    visits: visitsOf(problem, solution, index),
    alternatives: [...able].sort((a, b) => a - b).map((vehicle) => at(problem.vehicles, vehicle).id),
    unserved: telling?.finding ?? null,
    relaxations: telling === null ? [] : relaxationsFor(problem, solution, telling.portion),
  };
}

/** A missing portion and why it is. */
interface Missing {
  readonly portion: Portion;
  readonly finding: Finding;
}

/** What is missing of a stop: each missing box whose reason came furthest, in box order. */
export function findingsOn(
  problem: Problem,
  solution: Solution,
  stop: number,
  missing: readonly number[] | null,
): Missing[] {
  const all = portionsOf(problem, stop, missing).map((portion): Missing => {
    const finding = findingAlone(problem, portion) ?? findingBeside(problem, solution, portion);
    return { portion, finding };
  });
  const rank = ({ finding }: Missing) => unservedReasons.indexOf(finding.reason);
  const furthest = Math.max(...all.map(rank));
  return all.filter((each) => rank(each) === furthest);
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
