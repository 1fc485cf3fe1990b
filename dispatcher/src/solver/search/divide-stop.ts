import { at } from '../at.ts';
import { prizeOf } from '../cost.ts';
import type { Problem, Stop } from '../problem.ts';
import type { WarmStart } from '../solution.ts';
import { jobOf } from './jobs.ts';
import type { Model } from './model.ts';
import { withChangedStop, withStop } from './revise-model.ts';

interface Planned {
  readonly model: Model;
  readonly routes: WarmStart['routes'];
}

/**
 * Divides a stop in two: some of its boxes keep its index and id, the others become the last stop, wherever they ride now. Both
 * count their boxes anew from 0, in the old order.
 */
export function divideStop({ model, routes }: Planned, index: number, kept: readonly number[]): Planned {
  const { problem } = model;
  const stop = at(problem.stops, index);
  const others = Array.from({ length: stop.pieces?.count ?? 0 }, (_, piece) => piece).filter(
    (piece) => !kept.includes(piece),
  );
  if (others.length === 0) return { model, routes };
  const rest: Stop = { ...someOf(problem, index, others), id: restId(problem, stop.id) };
  const smaller = { ...problem, stops: problem.stops.with(index, someOf(problem, index, kept)) };
  const divided = { ...smaller, stops: [...smaller.stops, rest] };

  const restIndex = problem.stops.length;
  return {
    model: withStop(withChangedStop(model, smaller, index), divided),
    routes: routes.map((route) => ({
      ...route,
      trips: route.trips.map((trip) => ({
        ...trip,
        visits: trip.visits.map((visit) => {
          if (visit.stop !== index || visit.pieces === null) return visit;
          const isKept = kept.includes(at(visit.pieces, 0));
          const own = isKept ? kept : others;
          const pieces = visit.pieces.map((piece) => own.indexOf(piece));
          return { stop: isKept ? index : restIndex, pieces: pieces.length === own.length ? null : pieces };
        }),
      })),
    })),
  };
}

function someOf(problem: Problem, index: number, pieces: readonly number[]): Stop {
  const stop = at(problem.stops, index);
  const { loads, amounts } = jobOf(problem, { stop: index, pieces });
  const rowsOf = (table: Int32Array, width: number) =>
    Int32Array.from(pieces.flatMap((piece) => Array.from(table.subarray(piece * width, (piece + 1) * width))));
  return {
    ...stop,
    loads,
    amounts,
    prize: prizeOf(stop, pieces),
    pieces: stop.pieces && {
      count: pieces.length,
      loads: rowsOf(stop.pieces.loads, problem.loadDimensions.length),
      amounts: rowsOf(stop.pieces.amounts, problem.loadClasses.length),
    },
  };
}

function restId({ stops }: Problem, id: string): string {
  const ids = new Set(stops.map((stop) => stop.id));
  let name = `${id} rest`;
  while (ids.has(name)) name = `${name} rest`;
  return name;
}
