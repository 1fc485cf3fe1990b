import { at } from '../at.ts';
import type { Problem, Stop } from '../problem.ts';
import { loadOf } from './check-coverage.ts';
import { amountOf } from './check-stock.ts';

/** The least that could still be served of a stop: one missing box, or the whole stop where it has no boxes. */
export interface Portion {
  readonly stop: number;
  /** Which box; null where the stop has none. */
  readonly box: number | null;
  readonly loads: readonly number[];
  readonly amounts: readonly number[];
  readonly prize: number;
}

export function portionsOf(problem: Problem, stopIndex: number, missing: readonly number[] | null): Portion[] {
  const stop = at(problem.stops, stopIndex);
  const boxes = Array.from({ length: stop.pieces?.count ?? 0 }, (_, piece) => piece);
  return (stop.pieces === null ? [null] : (missing ?? boxes)).map((box) => {
    const pieces = box === null ? null : [box];
    return {
      stop: stopIndex,
      box,
      loads: problem.loadDimensions.map((_, dimension) => loadOf(problem, stop, pieces, dimension)),
      amounts: problem.loadClasses.map((_, loadClass) => amountOf(problem, stop, pieces, loadClass)),
      prize: box === null ? stop.prize : prizeOfBox(stop, box),
    };
  });
}

export function vehiclesFor(problem: Problem, { vehicles, pin }: Stop): number[] {
  return [...problem.vehicles.keys()].filter(
    (vehicle) => (vehicles === null || vehicles.includes(vehicle)) && (pin.level === 'free' || pin.vehicle === vehicle),
  );
}

export function depotsFor(problem: Problem, { depots }: Stop): number[] {
  return [...problem.depots.keys()].filter((depot) => depots === null || depots.includes(depot));
}

function prizeOfBox(stop: Stop, piece: number): number {
  const count = stop.pieces?.count ?? 1;
  return Math.floor(stop.prize / count) + (piece < stop.prize % count ? 1 : 0);
}
