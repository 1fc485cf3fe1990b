import { at } from '../at.ts';
import { type Depot, FAR_S, type Problem, type Stop, type Vehicle } from '../problem.ts';
import { type Group, groupsToServe, type Job, jobOf, piecesOf } from './jobs.ts';
import { nearestStops } from './nearest-stops.ts';

/** The problem with what the search asks for again and again worked out once. Never changed after it is built. */
export interface Model {
  readonly problem: Problem;
  readonly placeCount: number;
  readonly jobs: readonly Job[];
  /** By job: its stop's place. */
  readonly placeOf: Int32Array;
  /** By stop: 1 where the vehicle may serve it. */
  readonly eligible: readonly Uint8Array[];
  /** By stop: 1 where it may come from the depot. */
  readonly sources: readonly Uint8Array[];
  /** The same as a list of depots. */
  readonly sourceLists: readonly (readonly number[])[];
  /** By stop: its jobs. */
  readonly jobsOfStop: readonly (readonly number[])[];
  /** By stop: rank in its vehicle's frozen prefix, or `FAR_S` where it has none. */
  readonly orders: Int32Array;
  /** By vehicle: the nearest earlier vehicle that is the same in all but its id, or −1. */
  readonly twins: Int32Array;
  /** By stop: the stops nearest to it, nearest first. */
  readonly neighbours: readonly Int32Array[];
  /** By stop: seconds from its nearest source, by the quickest travel table that knows a way; 0 where none does. */
  readonly remoteness: Float64Array;
  /** By vehicle: 1 where neither rests nor what he drove or worked before change what a step costs. */
  readonly plainDays: Uint8Array;
  /** By depot: 1 where a trip leaves at the same second whatever it and others load. */
  readonly plainDepots: Uint8Array;
  /** The stock of all depots, flat (depot × class); `FAR_S`² where a depot has no stock to count. */
  readonly stock: Float64Array;
}

export function buildModel(problem: Problem, groups?: readonly Group[]): Model {
  const eligible = problem.stops.map((stop) => eligibility(problem, stop));
  const sources = problem.stops.map((stop) => mask(stop.depots, problem.depots.length));
  const sourceLists = sources.map((bits) => Array.from(bits.keys()).filter((depot) => bits[depot] === 1));
  return {
    problem,
    placeCount: problem.places.length,
    ...jobsOf(problem, groups ?? firstGroups(problem, eligible)),
    eligible,
    sources,
    sourceLists,
    orders: Int32Array.from(problem.stops, (stop) => (stop.pin.level === 'sequence' ? stop.pin.order : FAR_S)),
    neighbours: nearestStops(problem),
    remoteness: Float64Array.from(problem.stops, (stop, index) => remotenessOf(problem, stop, at(sourceLists, index))),
    ...fleetOf(problem),
    plainDepots: Uint8Array.from(problem.depots, (depot) => (isPlain(depot) ? 1 : 0)),
    stock: stockOf(problem),
  };
}

/** What depends on the vehicles alone. */
export function fleetOf({ vehicles }: Problem): Pick<Model, 'twins' | 'plainDays'> {
  return {
    twins: Int32Array.from(vehicles, (_, index) => twinOf(vehicles, index)),
    plainDays: Uint8Array.from(vehicles, (vehicle) => (hasPlainDay(vehicle) ? 1 : 0)),
  };
}

/** The same model with another grouping of boxes. */
export function regrouped(model: Model, groups: readonly Group[]): Model {
  return { ...model, ...jobsOf(model.problem, groups) };
}

function jobsOf(problem: Problem, groups: readonly Group[]): Pick<Model, 'jobs' | 'placeOf' | 'jobsOfStop'> {
  const jobsOfStop: number[][] = problem.stops.map(() => []);
  groups.forEach(({ stop }, job) => {
    at(jobsOfStop, stop).push(job);
  });
  return {
    jobs: groups.map((group) => jobOf(problem, group)),
    placeOf: Int32Array.from(groups, ({ stop }) => at(problem.stops, stop).place),
    jobsOfStop,
  };
}

function firstGroups(problem: Problem, eligible: readonly Uint8Array[]): Group[] {
  return problem.stops.flatMap((stop, index) => groupsToServe(problem, index, piecesOf(stop), at(eligible, index)));
}

function hasPlainDay({ rests, travelMaxS, fairShare }: Vehicle): boolean {
  return rests.length === 0 && travelMaxS === FAR_S && fairShare.costPerS === 0;
}

function isPlain({ aboard, loadingPerBoxS, docks }: Depot): boolean {
  return aboard || (loadingPerBoxS === 0 && docks === null);
}

export function eligibility(problem: Problem, stop: Stop): Uint8Array {
  const allowed = mask(stop.vehicles, problem.vehicles.length);
  if (stop.pin.level === 'free') return allowed;
  const { vehicle } = stop.pin;
  return allowed.map((value, index) => (index === vehicle ? value : 0));
}

export function mask(indices: Int32Array | null, length: number): Uint8Array {
  if (indices === null) return new Uint8Array(length).fill(1);
  const bits = new Uint8Array(length);
  for (const index of indices) bits[index] = 1;
  return bits;
}

function twinOf(vehicles: readonly Vehicle[], index: number): number {
  const vehicle = at(vehicles, index);
  for (let earlier = index - 1; earlier >= 0; earlier--) if (sameButId(at(vehicles, earlier), vehicle)) return earlier;
  return -1;
}

/** Plain days only: rests of two vehicles are not compared. */
export function sameButId(a: Vehicle, b: Vehicle): boolean {
  return (
    a.travel === b.travel &&
    a.start.place === b.start.place &&
    a.start.atS === b.start.atS &&
    a.home === b.home &&
    a.shift.fromS === b.shift.fromS &&
    a.shift.toS === b.shift.toS &&
    a.fixedCost === b.fixedCost &&
    a.costPerS === b.costPerS &&
    a.costPerM === b.costPerM &&
    a.tripsMax === b.tripsMax &&
    a.reloadS === b.reloadS &&
    a.firstDepart.fromS === b.firstDepart.fromS &&
    a.firstDepart.toS === b.firstDepart.toS &&
    hasPlainDay(a) &&
    hasPlainDay(b) &&
    a.capacity.every((value, dimension) => value === b.capacity[dimension])
  );
}

export function remotenessOf(problem: Problem, stop: Stop, sources: readonly number[]): number {
  let nearest = Infinity;
  for (const depot of sources) {
    const cell = at(problem.depots, depot).place * problem.places.length + stop.place;
    for (const { durationsS } of problem.travel) {
      const durationS = at(durationsS, cell);
      if (durationS >= 0 && durationS < nearest) nearest = durationS;
    }
  }
  return nearest === Infinity ? 0 : nearest;
}

function stockOf(problem: Problem): Float64Array {
  const classes = problem.loadClasses.length;
  const stock = new Float64Array(problem.depots.length * classes);
  problem.depots.forEach((depot, index) => {
    for (let loadClass = 0; loadClass < classes; loadClass++) {
      stock[index * classes + loadClass] = depot.stock === null ? FAR_S * FAR_S : at(depot.stock, loadClass);
    }
  });
  return stock;
}
