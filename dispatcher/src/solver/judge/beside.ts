import { at } from '../at.ts';
import type { Problem } from '../problem.ts';
import type { Route, Solution, Trip } from '../solution.ts';
import { stockOf, takes } from './alone.ts';
import { takenFrom } from './check-stock.ts';
import { depotsFor, type Portion, vehiclesFor } from './portion.ts';
import { type ReplayTrip, replay } from './replay.ts';

/** What it would cost to add a portion to a solution, tried at every place; null where there is none. */
interface Room {
  readonly cheapestCost: number | null;
  /** The same as if every depot had enough. */
  readonly cheapestCostWithStock: number | null;
  readonly left: (depot: number, loadClass: number) => number;
}

export function roomBeside(problem: Problem, solution: Solution, portion: Portion): Room {
  const taken = takenFrom(problem, solution);
  const left = (depot: number, loadClass: number) => stockOf(problem, depot, loadClass) - taken(depot, loadClass);
  let cheapestCost: number | null = null;
  let cheapestCostWithStock: number | null = null;

  for (const { depot, cost } of additions(problem, solution, portion)) {
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
): Generator<{ depot: number; cost: number }> {
  const stop = at(problem.stops, portion.stop);
  const depots = depotsFor(problem, stop);
  for (const vehicle of vehiclesFor(problem, stop)) {
    if (!takes(problem, portion, vehicle)) continue;
    const route: Route = solution.routes.find((other) => other.vehicle === vehicle) ?? {
      vehicle,
      trips: [],
      rests: [],
    };
    const day = route.trips.map(plain);
    const now = replay(problem, vehicle, day);
    if (!now.ok) continue;
    for (const { depot, trips } of variants(problem, route, day, portion, depots)) {
      const then = replay(problem, vehicle, trips);
      if (then.ok) yield { depot, cost: then.cost - now.cost };
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
    if (trip.visits.some((visit) => visit.stop === portion.stop)) yield { depot: trip.depot, trips: day };
    const { stops } = at(day, index);
    for (let position = 0; position <= stops.length; position++) {
      const longer = {
        depot: trip.depot,
        stops: [...stops.slice(0, position), portion.stop, ...stops.slice(position)],
      };
      yield { depot: trip.depot, trips: day.map((other, place) => (place === index ? longer : other)) };
    }
  }
  for (const depot of depots) {
    for (let index = 0; index <= day.length; index++) {
      yield { depot, trips: [...day.slice(0, index), { depot, stops: [portion.stop] }, ...day.slice(index)] };
    }
  }
}

function plain({ depot, visits }: Trip): ReplayTrip {
  return { depot, stops: visits.map((visit) => visit.stop) };
}

function hasRoom(problem: Problem, vehicle: number, trip: Trip, portion: Portion): boolean {
  return at(problem.vehicles, vehicle).capacity.every((room, dimension) => {
    const aboard = trip.visits.reduce((sum, visit) => sum + at(visit.loads, dimension), 0);
    return aboard + at(portion.loads, dimension) <= room;
  });
}
