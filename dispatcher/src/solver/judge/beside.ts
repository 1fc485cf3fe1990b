import { at } from '../at.ts';
import type { Problem } from '../problem.ts';
import type { Route, Solution, Trip } from '../solution.ts';
import { stockOf, takes, tripOf } from './alone.ts';
import { dayCost } from './check-cost.ts';
import { takenFrom } from './check-stock.ts';
import { loadingsOf } from './loading.ts';
import { depotsFor, type Portion, vehiclesFor } from './portion.ts';
import { type ReplayTrip, replay } from './replay.ts';

/** What it would cost to add a portion to a solution, tried at every place; null where there is none. */
interface Room {
  readonly cheapestCost: number | null;
  /** The same as if every depot had enough. */
  readonly cheapestCostWithStock: number | null;
  readonly left: (depot: number, loadClass: number) => number;
}

export function roomBeside(
  problem: Problem,
  solution: Solution,
  portion: Portion,
  vehicles: readonly number[] = vehiclesFor(problem, at(problem.stops, portion.stop)),
): Room {
  const taken = takenFrom(problem, solution);
  const left = (depot: number, loadClass: number) => stockOf(problem, depot, loadClass) - taken(depot, loadClass);
  let cheapestCost: number | null = null;
  let cheapestCostWithStock: number | null = null;

  for (const { depot, cost } of additions(problem, solution, portion, vehicles)) {
    if (cheapestCostWithStock === null || cost < cheapestCostWithStock) cheapestCostWithStock = cost;
    const stocked = portion.amounts.every((amount, loadClass) => amount <= left(depot, loadClass));
    if (stocked && (cheapestCost === null || cost < cheapestCost)) cheapestCost = cost;
  }
  return { cheapestCost, cheapestCostWithStock, left };
}

/** Every valid way to add a portion, but for stock: to a visit of its stop, at a position of a trip, as a trip of its own. */
function* additions(
  problem: Problem,
  solution: Solution,
  portion: Portion,
  vehicles: readonly number[],
): Generator<{ depot: number; cost: number }> {
  const depots = depotsFor(problem, at(problem.stops, portion.stop));
  const loadings = loadingsOf(problem, solution);
  for (const vehicle of vehicles) {
    if (!takes(problem, portion, vehicle)) continue;
    const idle: Route = { vehicle, trips: [], rests: [] };
    const route = solution.routes.find((other) => other.vehicle === vehicle) ?? idle;
    const day = route.trips.map(plain);
    const nowCost = dayCost(problem, route);
    for (const { depot, trips } of variants(problem, route, day, portion, depots)) {
      const then = replay(problem, vehicle, trips, { loadings });
      if (then.ok) yield { depot, cost: then.cost - nowCost };
    }
  }
}

function* variants(
  problem: Problem,
  route: Route,
  day: readonly ReplayTrip[],
  portion: Portion,
  depots: readonly number[],
): Generator<{ depot: number; trips: readonly ReplayTrip[] }> {
  for (const [index, trip] of route.trips.entries()) {
    if (!depots.includes(trip.depot) || !hasRoom(problem, route.vehicle, trip, portion)) continue;
    const { depot, stops, boxes: aboard } = at(day, index);
    const boxes = aboard + (portion.loads[0] ?? 0);
    if (stops.includes(portion.stop)) yield { depot, trips: day.with(index, { depot, stops, boxes }) };
    for (let position = 0; position <= stops.length; position++) {
      yield { depot, trips: day.with(index, { depot, stops: stops.toSpliced(position, 0, portion.stop), boxes }) };
    }
  }
  for (const depot of depots) {
    for (let index = 0; index <= day.length; index++) {
      yield { depot, trips: day.toSpliced(index, 0, tripOf(portion, depot)) };
    }
  }
}

function plain({ depot, visits }: Trip): ReplayTrip {
  const boxes = visits.reduce((sum, { loads }) => sum + (loads[0] ?? 0), 0);
  return { depot, stops: visits.map((visit) => visit.stop), boxes };
}

function hasRoom(problem: Problem, vehicle: number, trip: Trip, portion: Portion): boolean {
  return at(problem.vehicles, vehicle).capacity.every((room, dimension) => {
    const aboard = trip.visits.reduce((sum, visit) => sum + at(visit.loads, dimension), 0);
    return aboard + at(portion.loads, dimension) <= room;
  });
}
