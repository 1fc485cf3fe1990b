import { hasWindows, type Instance, NO_LIMIT, type VehicleType } from './instance.ts';
import type { Neighbours } from './neighbours.ts';

/**
 * The plan under search, all in flat arrays, changed in place. A *node* is a client (its place number) or the depot end of a
 * route (`placeCount + route`). A *route* is one trip: a ring of nodes through its depot node. A vehicle that may reload is a
 * chain of routes. Typed arrays are read with `as number` throughout the core: every index is one the core itself made, and
 * a checked read would cost more than the work between two reads.
 */
export interface Core {
  readonly instance: Instance;
  readonly traits: Traits;
  readonly neighbours: Neighbours;
  readonly placeCount: number;
  readonly firstClient: number;
  /** Most routes at once; routes are numbered below it. */
  readonly routeMax: number;

  /** n×n, row = from, and the same transposed (the very same array where symmetric). */
  readonly distances: Int32Array;
  readonly distancesTo: Int32Array;
  readonly demands: Int32Array;
  readonly opens: Int32Array;
  readonly closes: Int32Array;
  readonly services: Int32Array;
  readonly releases: Int32Array;
  /** By client: cost while left out; grows for clients that must be served and stay out. */
  readonly absentCosts: Float64Array;

  readonly typeCount: number;
  readonly capacities: Int32Array;
  readonly fixedCosts: Float64Array;
  readonly unitCosts: Float64Array;
  /**
   * A neighbour further away than so many times the best detour so far ends a look: those behind it are further still, and
   * only a long leg that happens to pass by could be better there.
   */
  readonly reach: number;
  readonly unitCostMin: number;
  readonly typeDepots: Int32Array;
  readonly maxDurations: Int32Array;
  readonly tripsMax: number;
  /** type × place: 1 = allowed and possible as the only client of a fresh vehicle. */
  readonly allowed: Uint8Array;
  /** Where types are interchangeable: by place, one bit for each type that is `allowed`; by route, those allowed for all its clients. */
  readonly typeMasks: Int32Array;
  readonly routeMasks: Int32Array;
  /** Vehicles of each type not in use. */
  readonly free: Int32Array;

  /** By node. `place` turns a node into a row of the distance matrix; `leg` is the distance to the next node, `legBefore` from the one before. */
  readonly next: Int32Array;
  readonly prev: Int32Array;
  readonly place: Int32Array;
  readonly leg: Int32Array;
  readonly legBefore: Int32Array;
  /** −1 = left out. */
  readonly routeOf: Int32Array;
  /** Earliest departure, and latest arrival so that all after it is in time. At a depot node: of leaving, and of being back. */
  readonly departs: Int32Array;
  readonly arrivesBy: Int32Array;
  /** Segment from the depot to the node and from the node to the depot: duration, earliest and latest sensible start. */
  readonly headD: Int32Array;
  readonly headE: Int32Array;
  readonly headL: Int32Array;
  readonly tailD: Int32Array;
  readonly tailE: Int32Array;
  readonly tailL: Int32Array;

  /** By route. */
  readonly loads: Int32Array;
  readonly sizes: Int32Array;
  readonly lengths: Int32Array;
  readonly types: Int32Array;
  /** Latest release among the clients of a route; when it is back; when it must leave at the latest. */
  readonly readyAt: Int32Array;
  readonly backAt: Int32Array;
  readonly leavesBy: Int32Array;
  /** Routes in use are `active[0 … activeCount−1]`, idle ones the rest; `activeAt` is where a route stands there. */
  readonly active: Int32Array;
  readonly activeAt: Int32Array;
  activeCount: number;
  /** Chains of trips, where vehicles reload. By route: its vehicle and neighbours in the chain; by vehicle: the ends. */
  readonly vehicleOf: Int32Array;
  readonly laterTrip: Int32Array;
  readonly earlierTrip: Int32Array;
  readonly firstTrip: Int32Array;
  readonly lastTrip: Int32Array;
  readonly tripCounts: Int32Array;

  /** Clients left out are `absent[0 … absentCount−1]`. */
  readonly absent: Int32Array;
  readonly absentAt: Int32Array;
  absentCount: number;
  /** Of these, those that must be served. */
  missingCount: number;

  /** Cost of the routes, and of the clients left out at their present `absentCosts`. */
  routeCost: number;
  absentCost: number;

  /** The place found for a client: after this node, or as a route of its own (−1) … */
  foundAfter: number;
  /** … of this type; the type the route changes to where it has to (−1 = keeps its own). */
  foundType: number;
  /** … in this vehicle's chain after this trip (−1 = as its first). */
  foundVehicle: number;
  foundTrip: number;
  /** What it costs there; before a look, what it must cost less than. */
  foundCost: number;
  /** What routes may cost at the end of a round, for a round that is given up before; Infinity = whatever they cost. */
  costMax: number;
  /** Positions yet to look at before one is passed over ("blink"). */
  blinkIn: number;
  /** Of the annealing: how much worse a step may be. */
  temperature: number;
  /** State of the random stream. */
  seed: number;
}

/** What an instance uses; evaluators are chosen by it, so that what is unused costs nothing. */
export interface Traits {
  readonly windows: boolean;
  readonly durations: boolean;
  readonly reloads: boolean;
  /** More than one vehicle type, or one with a cost of its own or clients of its own. */
  readonly fleet: boolean;
  /** Some vehicles have more room than others at the same depot, so that a route may grow into a larger one. */
  readonly sizes: boolean;
  readonly prizes: boolean;
  /** Types differ in whom they may serve. */
  readonly restricted: boolean;
  /** Types differ in whom they may serve and in room alone, so that a route changes its type at no cost. */
  readonly interchangeable: boolean;
}

/** Types that fit a mask of an Int32 without its sign. */
const maskBits = 31;

export function traitsOf(instance: Instance): Traits {
  const { vehicleTypes, depotCount, placeCount } = instance;
  const first = vehicleTypes[0];
  return {
    windows: hasWindows(instance),
    durations: vehicleTypes.some(({ maxDuration }) => maxDuration < NO_LIMIT),
    reloads: vehicleTypes.some(({ tripsMax }) => tripsMax > 1),
    fleet:
      vehicleTypes.length > 1 ||
      (first !== undefined && (first.fixedCost > 0 || first.unitCost !== 1 || first.allowed !== null)),
    sizes:
      !hasWindows(instance) &&
      vehicleTypes.every(({ tripsMax }) => tripsMax === 1) &&
      vehicleTypes.some(({ capacity }) => capacity !== first?.capacity) &&
      vehicleTypes.every(({ depot, allowed }) => depot === first?.depot && allowed === null),
    restricted: vehicleTypes.some(({ allowed }) => allowed !== null),
    interchangeable:
      vehicleTypes.length <= maskBits &&
      vehicleTypes.some(({ allowed }) => allowed !== null) &&
      vehicleTypes.every((type) => type.tripsMax === 1 && first !== undefined && costsAs(type, first)),
    prizes: instance.prizes.subarray(depotCount, placeCount).some((prize) => prize > 0),
  };
}

function costsAs(type: VehicleType, other: VehicleType): boolean {
  const { depot, fixedCost, unitCost, maxDuration } = other;
  return (
    type.depot === depot &&
    type.fixedCost === fixedCost &&
    type.unitCost === unitCost &&
    type.maxDuration === maxDuration
  );
}
