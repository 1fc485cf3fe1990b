import { at } from '../at.ts';
import type { Problem, Stop } from '../problem.ts';

export interface ReplayTrip {
  readonly depot: number;
  readonly stops: readonly number[];
}

/** A vehicle's day driven as early as can be: what it costs, or the first thing that stops it and by how much. */
type Replay =
  | { readonly ok: true; readonly cost: number }
  | { readonly ok: false; readonly barrier: 'unreachable' | 'tripsMax' | 'aboard' | 'pin' }
  | {
      readonly ok: false;
      readonly barrier: 'depotClosed' | 'timeWindow' | 'shiftEnd';
      readonly timeS: number;
      readonly limitS: number;
    };

/** `releaseS` stands in for the release of every stop, to ask what another release would change. */
export function replay(
  problem: Problem,
  vehicleIndex: number,
  trips: readonly ReplayTrip[],
  releaseS?: number,
): Replay {
  const vehicle = at(problem.vehicles, vehicleIndex);
  const table = at(problem.travel, vehicle.travel);
  if (trips.length > vehicle.tripsMax) return { ok: false, barrier: 'tripsMax' };
  if (trips.some((trip, index) => index > 0 && at(problem.depots, trip.depot).aboard))
    return { ok: false, barrier: 'aboard' };
  if (!keepsPins(problem, trips)) return { ok: false, barrier: 'pin' };

  let cost = trips.length > 0 ? vehicle.fixedCost : 0;
  let place = vehicle.start.place;
  let timeS = Math.max(vehicle.start.atS, vehicle.shift.fromS);
  const drive = (to: number): boolean => {
    const cell = place * problem.places.length + to;
    const durationS = at(table.durationsS, cell);
    cost += durationS * vehicle.costPerS + at(table.distancesM, cell) * vehicle.costPerM;
    timeS += durationS;
    place = to;
    return durationS >= 0;
  };

  for (const trip of trips) {
    const depot = at(problem.depots, trip.depot);
    if (!drive(depot.place)) return { ok: false, barrier: 'unreachable' };
    timeS = Math.max(timeS, depot.open.fromS) + (depot.aboard ? 0 : vehicle.reloadS);
    for (const stop of trip.stops) timeS = Math.max(timeS, releaseS ?? at(problem.stops, stop).releaseS);
    if (timeS > depot.open.toS) return { ok: false, barrier: 'depotClosed', timeS, limitS: depot.open.toS };
    for (const index of trip.stops) {
      const stop = at(problem.stops, index);
      if (!drive(stop.place)) return { ok: false, barrier: 'unreachable' };
      const startS = nextStart(stop, timeS);
      if (startS === null)
        return { ok: false, barrier: 'timeWindow', timeS, limitS: at(stop.windows, stop.windows.length - 1) };
      timeS = startS + stop.serviceS;
      cost += Math.max(0, timeS - stop.dueS) * stop.latenessCostPerS + timeS * stop.waitingCostPerS;
    }
    if (!drive(vehicle.home)) return { ok: false, barrier: 'unreachable' };
    if (timeS > vehicle.shift.toS) return { ok: false, barrier: 'shiftEnd', timeS, limitS: vehicle.shift.toS };
  }
  return { ok: true, cost };
}

function nextStart({ windows }: Stop, timeS: number): number | null {
  if (windows.length === 0) return timeS;
  const to = windows.findIndex((edge, index) => index % 2 === 1 && edge > timeS);
  return to < 0 ? null : Math.max(timeS, at(windows, to - 1));
}

/** Frozen visits come first, in their order, in the first trip only. */
function keepsPins(problem: Problem, trips: readonly ReplayTrip[]): boolean {
  return trips.every(({ stops }, trip) => {
    const orders = stops.map((stop) => {
      const { pin } = at(problem.stops, stop);
      return pin.level === 'sequence' ? pin.order : Number.POSITIVE_INFINITY;
    });
    if (trip > 0) return orders.every((order) => order === Number.POSITIVE_INFINITY);
    return orders.every((order, index) => index === 0 || order >= at(orders, index - 1));
  });
}
