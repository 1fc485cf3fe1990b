import { at } from '../at.ts';
import type { Problem, Stop, Vehicle } from '../problem.ts';

/**
 * One thing about a problem that could be otherwise, so that a stop is served. `by` counts seconds, or units of a load
 * dimension or class, or cost; vehicles, depots, windows, dimensions and classes of loads are indices.
 */
export type Change =
  | { readonly kind: 'windowLater' | 'windowEarlier'; readonly window: number; readonly by: number }
  /** The goods are there earlier. */
  | { readonly kind: 'release'; readonly by: number }
  /** A vehicle may be home later, or drive longer in its day. */
  | { readonly kind: 'shift' | 'travelLimit'; readonly vehicle: number; readonly by: number }
  | { readonly kind: 'capacity'; readonly vehicle: number; readonly dimension: number; readonly by: number }
  | { readonly kind: 'trip'; readonly vehicle: number }
  /** A depot may be left later. */
  | { readonly kind: 'depotHours'; readonly depot: number; readonly by: number }
  | { readonly kind: 'stock'; readonly depot: number; readonly loadClass: number; readonly by: number }
  /** The stop may come from one more depot. */
  | { readonly kind: 'source'; readonly depot: number }
  | { readonly kind: 'prize'; readonly by: number }
  | { readonly kind: 'unpin' }
  /** All vehicles of a label may serve the stop. */
  | { readonly kind: 'class'; readonly label: string }
  /** One more vehicle like this one, that begins at its home. It is the last of the changed problem. */
  | { readonly kind: 'extraVehicle'; readonly like: number };

/** The problem as it would be for a stop after a change. Indices keep their meaning, so that a plan of before can be read with it. */
export function changed(problem: Problem, stopIndex: number, change: Change): Problem {
  const stop = at(problem.stops, stopIndex);
  const withStop = (parts: Partial<Stop>): Problem => ({
    ...problem,
    stops: problem.stops.with(stopIndex, { ...stop, ...parts }),
  });
  switch (change.kind) {
    case 'windowLater':
      return withStop({ windows: raised(stop.windows, 2 * change.window + 1, change.by) });
    case 'windowEarlier':
      return withStop({ windows: raised(stop.windows, 2 * change.window, -change.by) });
    case 'release':
      return withStop({ releaseS: stop.releaseS - change.by });
    case 'source':
      return withStop({ depots: merged(stop.depots, [change.depot]) });
    case 'prize':
      return withStop({ prize: stop.prize + change.by });
    case 'unpin':
      return withStop({ pin: { level: 'free' } });
    case 'class':
      return withStop({ vehicles: merged(stop.vehicles, vehiclesLike(problem, change.label)) });
    case 'extraVehicle':
      return withExtraVehicle(problem, stopIndex, change.like);
    case 'depotHours':
    case 'stock':
      return withDepot(problem, change);
    case 'shift':
    case 'travelLimit':
    case 'capacity':
    case 'trip':
      return { ...problem, vehicles: problem.vehicles.with(change.vehicle, betterVehicle(problem, change)) };
  }
}

export function vehiclesLike(problem: Problem, label: string): number[] {
  return [...problem.vehicles.keys()].filter((vehicle) => at(problem.vehicles, vehicle).label === label);
}

function betterVehicle(
  problem: Problem,
  change: Extract<Change, { readonly kind: 'shift' | 'travelLimit' | 'capacity' | 'trip' }>,
): Vehicle {
  const vehicle = at(problem.vehicles, change.vehicle);
  const { shift, travelMaxS, capacity, tripsMax } = vehicle;
  switch (change.kind) {
    case 'shift':
      return { ...vehicle, shift: { ...shift, toS: shift.toS + change.by } };
    case 'travelLimit':
      return { ...vehicle, travelMaxS: travelMaxS + change.by };
    case 'capacity':
      return { ...vehicle, capacity: raised(capacity, change.dimension, change.by) };
    case 'trip':
      return { ...vehicle, tripsMax: tripsMax + 1 };
  }
}

function withDepot(problem: Problem, change: Extract<Change, { readonly kind: 'depotHours' | 'stock' }>): Problem {
  const depot = at(problem.depots, change.depot);
  const { open, stock } = depot;
  const better =
    change.kind === 'depotHours'
      ? { ...depot, open: { ...open, toS: open.toS + change.by } }
      : { ...depot, stock: stock === null ? null : raised(stock, change.loadClass, change.by) };
  return { ...problem, depots: problem.depots.with(change.depot, better) };
}

function withExtraVehicle(problem: Problem, stopIndex: number, like: number): Problem {
  const model = at(problem.vehicles, like);
  const extra: Vehicle = { ...model, id: `one more like ${model.id}`, start: { place: model.home, atS: 0 } };
  const stop = at(problem.stops, stopIndex);
  const vehicles = stop.vehicles === null ? null : merged(stop.vehicles, [problem.vehicles.length]);
  const stops = problem.stops.with(stopIndex, { ...stop, vehicles });
  return { ...problem, vehicles: [...problem.vehicles, extra], stops };
}

function raised(numbers: Int32Array, index: number, by: number): Int32Array {
  return numbers.with(index, at(numbers, index) + by);
}

/** Null, which stands for all, stays as it is. */
function merged(indices: Int32Array | null, more: readonly number[]): Int32Array | null {
  if (indices === null) return null;
  return Int32Array.from(new Set([...indices, ...more])).sort();
}
