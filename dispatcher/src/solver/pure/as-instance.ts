import { at } from '../at.ts';
import { type Instance, NO_LIMIT, type VehicleType } from '../flat/instance.ts';
import type { Depot, Problem, Stop, Vehicle } from '../problem.ts';
import { bindingDimension } from './binding-dimension.ts';

/** A problem that uses no rule beyond those of the pure families, in the fast core's terms. */
export interface PureProblem {
  /** Place 0 is the depot, place 1 + i is stop i. */
  readonly instance: Instance;
  /** By vehicle of the instance: the vehicle of the problem. */
  readonly vehicles: readonly number[];
}

/** More vehicle types than this have no room in the core's bit masks. */
const typesMax = 31;

/**
 * The problem as a pure instance, or null where it uses a rule that the fast core does not know. Within it are: capacity in one
 * dimension, a window for each stop, one depot where all vehicles start and end, their fixed costs and costs by the second,
 * several trips, releases, eligibility and prizes. A rule that is there but can never bind counts as not used.
 */
export function asInstance(problem: Problem): PureProblem | null {
  const { depots, stops } = problem;
  const vehicles = problem.vehicles.filter(hasShift);
  const [depot, first] = [depots[0], vehicles[0]];
  if (depots.length !== 1 || depot === undefined || first === undefined || stops.length === 0) return null;
  const dimension = bindingDimension(problem, vehicles);
  if (dimension === null || !isPlainDepot(depot, problem, first)) return null;
  if (!stops.every((stop) => isPlainStop(stop, first))) return null;
  if (!vehicles.every((vehicle) => isPlainVehicle(vehicle, depot) && hasSameDay(vehicle, first))) return null;
  const distances = tableOf(problem, depot, first.travel);
  const fleet = fleetOf(problem, dimension);
  if (distances === null || fleet === null) return null;

  const byPlace = (atDepot: number, value: (stop: Stop) => number) =>
    Int32Array.from({ length: stops.length + 1 }, (_, place) => (place === 0 ? atDepot : value(at(stops, place - 1))));
  const instance: Instance = {
    name: 'problem',
    placeCount: stops.length + 1,
    depotCount: 1,
    coordinates: null,
    distances,
    rounding: 'round',
    demands: byPlace(0, ({ loads }) => loads[dimension] ?? 0),
    serviceTimes: byPlace(0, ({ serviceS }) => serviceS),
    opens: byPlace(Math.max(first.start.atS, first.shift.fromS), ({ windows }) => windows[0] ?? 0),
    // Our windows are half-open, the core's hold their last second.
    closes: byPlace(first.shift.toS, ({ windows }) => (windows.length === 0 ? NO_LIMIT : at(windows, 1) - 1)),
    releases: byPlace(0, ({ releaseS }) => releaseS),
    prizes: prizesOf(problem, distances),
    vehicleTypes: fleet.types,
    vehicles: Int32Array.from(fleet.order, ({ type }) => type),
  };
  return { instance, vehicles: fleet.order.map(({ vehicle }) => vehicle) };
}

/** A vehicle that is lost keeps its place in the list, but no time. */
function hasShift({ shift }: Vehicle): boolean {
  return shift.toS > shift.fromS;
}

/** Who loads in no time needs no dock. */
function isPlainDepot({ stock, open, aboard, loadingPerBoxS }: Depot, { stops }: Problem, { shift }: Vehicle): boolean {
  const alwaysOpen = open.fromS <= shift.fromS && open.toS >= shift.toS;
  const isEnough = (held: number, loadClass: number) =>
    stops.reduce((sum, { amounts }) => sum + at(amounts, loadClass), 0) <= held;
  return alwaysOpen && !aboard && loadingPerBoxS === 0 && (stock === null || stock.every(isEnough));
}

function isPlainVehicle(vehicle: Vehicle, { place }: Depot): boolean {
  const { start, shift, home, costPerM, reloadS, travelMaxS, rests, fairShare, firstDepart } = vehicle;
  if (firstDepart.fromS > shift.fromS || firstDepart.toS < shift.toS) return false;
  if (start.place !== place || home !== place || costPerM > 0 || reloadS > 0 || rests.length > 0) return false;
  const shiftS = shift.toS - shift.fromS;
  return travelMaxS >= shiftS && (fairShare.costPerS === 0 || fairShare.sharedS >= shiftS);
}

function hasSameDay({ start, shift, travel }: Vehicle, other: Vehicle): boolean {
  const { fromS, toS } = other.shift;
  return shift.fromS === fromS && shift.toS === toS && start.atS === other.start.atS && travel === other.travel;
}

/** Who is home by the end of the shift is late for nothing that is due later. */
function isPlainStop(stop: Stop, { shift }: Vehicle): boolean {
  const { pieces, windows, dueS, latenessCostPerS, waitingCostPerS, depots, pin, before } = stop;
  const isFree = pin.level === 'free' && before === null && (depots === null || depots.length > 0);
  const isPunctual = latenessCostPerS === 0 || dueS >= shift.toS;
  return isFree && pieces === null && windows.length <= 2 && isPunctual && waitingCostPerS === 0;
}

/** Seconds between the depot and all stops, or null where a way is missing. */
function tableOf({ travel, stops, places }: Problem, depot: Depot, index: number): Int32Array | null {
  const { durationsS } = at(travel, index);
  const rows = [depot.place, ...stops.map(({ place }) => place)];
  const table = new Int32Array(rows.length ** 2);
  let cell = 0;
  for (const from of rows) {
    for (const to of rows) {
      const durationS = at(durationsS, from * places.length + to);
      if (durationS < 0) return null;
      table[cell++] = durationS;
    }
  }
  return table;
}

/** Vehicles that are the same in all the core looks at are of one type; null where there are too many types. */
function fleetOf(
  problem: Problem,
  dimension: number,
): { types: VehicleType[]; order: { vehicle: number; type: number }[] } | null {
  const { vehicles, stops } = problem;
  const limited = stops.some((stop) => stop.vehicles !== null);
  const types: VehicleType[] = [];
  const known = new Map<string, number>();
  const order: { vehicle: number; type: number }[] = [];
  for (const [vehicle, each] of vehicles.entries()) {
    if (!hasShift(each)) continue;
    const { capacity, fixedCost, costPerS, tripsMax } = each;
    const may = (stop: Stop) => (stop.vehicles === null || stop.vehicles.includes(vehicle) ? 1 : 0);
    const allowed = limited ? Uint8Array.from([1, ...stops.map(may)]) : null;
    const room = capacity[dimension] ?? 0;
    const key = [room, fixedCost, costPerS, tripsMax, allowed?.join('')].join();
    const type = known.get(key) ?? types.length;
    if (type === types.length) {
      known.set(key, type);
      types.push({
        capacity: room,
        fixedCost,
        unitCost: costPerS,
        depot: 0,
        maxDuration: NO_LIMIT,
        tripsMax,
        allowed,
      });
    }
    order.push({ vehicle, type });
  }
  return types.length > typesMax ? null : { types, order };
}

/** Where a prize is more than a vehicle of its own could cost, the core takes the stop as one that must be served (0). */
function prizesOf({ stops, vehicles }: Pick<Problem, 'stops' | 'vehicles'>, table: Int32Array): Float64Array {
  const fixed = Math.max(...vehicles.map(({ fixedCost }) => fixedCost));
  const rate = Math.max(...vehicles.map(({ costPerS }) => costPerS));
  const width = stops.length + 1;
  return Float64Array.from({ length: width }, (_, place) => {
    if (place === 0) return 0;
    const { prize } = at(stops, place - 1);
    const alone = fixed + rate * (at(table, place) + at(table, place * width));
    return prize > 2 * alone ? 0 : Math.max(prize, leastPrize);
  });
}

/** Free to be left out. */
const leastPrize = 0.5;
