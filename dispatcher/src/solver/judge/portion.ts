import { at } from '../at.ts';
import type { Problem, Stop } from '../problem.ts';
import { loadOf } from './check-coverage.ts';
import { amountOf } from './check-stock.ts';

/** The least that could still be served of a stop: one missing box, or the whole stop where it has no boxes. */
export interface Portion {
  readonly stop: number;
  readonly loads: readonly number[];
  readonly amounts: readonly number[];
  readonly prize: number;
}

export function portionsOf(problem: Problem, stopIndex: number, missing: readonly number[] | null): Portion[] {
  const stop = at(problem.stops, stopIndex);
  const all = stop.pieces === null ? null : Array.from({ length: stop.pieces.count }, (_, piece) => piece);
  const boxes = stop.pieces === null ? [null] : (missing ?? all ?? []).map((piece) => [piece]);
  return boxes.map((box) => ({
    stop: stopIndex,
    loads: problem.loadDimensions.map((_, dimension) => loadOf(problem, stop, box, dimension)),
    amounts: problem.loadClasses.map((_, loadClass) => amountOf(problem, stop, box, loadClass)),
    prize: box === null ? stop.prize : prizeOfBox(stop, at(box, 0)),
  }));
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
