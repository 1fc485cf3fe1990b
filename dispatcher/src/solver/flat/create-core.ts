import { InvariantError } from '@baogong/drizzle/rules/refusal';
import { type Core, traitsOf } from './core.ts';
import type { Instance } from './instance.ts';
import { findNeighbours } from './neighbours.ts';
import { firstState } from './random.ts';

/** Neighbours that a ruin may spread to, and those beside which an insertion is tried. */
const nearMax = 100;
const besideMax = 40;
/** See `Core.reach`: where windows leave few positions the nearer ones are enough. */
const reachUsual = 5;
const reachInWindows = 4;

/** Allocates the core of an instance with nothing planned: every client is absent. */
export function createCore(instance: Instance, seed: number): Core {
  const { placeCount: n, distances, depotCount, vehicleTypes } = instance;
  if (distances === null) throw new InvariantError(`an instance of ${n} places has no matrix`);
  const traits = traitsOf(instance);
  const clients = n - depotCount;
  const vehicleCount = Math.min(
    instance.vehicles?.length ?? clients,
    traits.reloads ? Number.MAX_SAFE_INTEGER : clients,
  );
  const tripsMax = Math.max(...vehicleTypes.map((type) => type.tripsMax));
  const routeMax = traits.reloads ? clients : vehicleCount;
  const nodes = n + routeMax;
  const allowed = allowedAlone(instance, distances);
  const ints = (length: number) => new Int32Array(length);
  const core: Core = {
    instance,
    traits,
    neighbours: findNeighbours(instance, distances, traits.windows, {
      near: nearMax,
      beside: besideMax,
    }),
    placeCount: n,
    firstClient: depotCount,
    routeMax,
    distances,
    distancesTo: isSymmetric(distances, n) ? distances : transposed(distances, n),
    demands: instance.demands,
    opens: instance.opens,
    closes: instance.closes,
    services: instance.serviceTimes,
    releases: instance.releases,
    absentCosts: Float64Array.from(instance.prizes),
    typeCount: vehicleTypes.length,
    capacities: Int32Array.from(vehicleTypes, (type) => type.capacity),
    fixedCosts: Float64Array.from(vehicleTypes, (type) => type.fixedCost),
    unitCosts: Float64Array.from(vehicleTypes, (type) => type.unitCost),
    reach: traits.windows && !traits.reloads ? reachInWindows : reachUsual,
    unitCostMin: Math.min(...vehicleTypes.map((type) => type.unitCost)),
    typeDepots: Int32Array.from(vehicleTypes, (type) => type.depot),
    maxDurations: Int32Array.from(vehicleTypes, (type) => type.maxDuration),
    tripsMax,
    allowed,
    typeMasks: typeMasks(allowed, n, traits.interchangeable ? vehicleTypes.length : 0),
    routeMasks: ints(routeMax),
    free: freeVehicles(instance, clients),
    next: ints(nodes),
    prev: ints(nodes),
    place: Int32Array.from({ length: nodes }, (_, node) => (node < n ? node : 0)),
    leg: ints(nodes),
    legBefore: ints(nodes),
    routeOf: ints(nodes).fill(-1),
    departs: ints(nodes),
    arrivesBy: ints(nodes),
    headD: ints(nodes),
    headE: ints(nodes),
    headL: ints(nodes),
    tailD: ints(nodes),
    tailE: ints(nodes),
    tailL: ints(nodes),
    loads: ints(routeMax),
    sizes: ints(routeMax),
    lengths: ints(routeMax),
    types: ints(routeMax),
    readyAt: ints(routeMax),
    backAt: ints(routeMax),
    leavesBy: ints(routeMax),
    active: Int32Array.from({ length: routeMax }, (_, route) => route),
    activeAt: Int32Array.from({ length: routeMax }, (_, route) => route),
    activeCount: 0,
    vehicleOf: ints(routeMax).fill(-1),
    laterTrip: ints(routeMax).fill(-1),
    earlierTrip: ints(routeMax).fill(-1),
    firstTrip: ints(vehicleCount).fill(-1),
    lastTrip: ints(vehicleCount).fill(-1),
    tripCounts: ints(vehicleCount),
    absent: Int32Array.from({ length: n }, (_, index) => Math.min(n - 1, index + depotCount)),
    absentAt: Int32Array.from({ length: n }, (_, place) => place - depotCount),
    absentCount: clients,
    missingCount: 0,
    routeCost: 0,
    absentCost: 0,
    foundAfter: -1,
    foundType: -1,
    foundVehicle: -1,
    foundTrip: -1,
    foundCost: 0,
    costMax: Number.POSITIVE_INFINITY,
    blinkIn: 1,
    temperature: 0,
    seed: firstState(seed),
  };
  setAbsentCosts(core);
  for (let route = 0; route < routeMax; route++) {
    core.next[n + route] = n + route;
    core.prev[n + route] = n + route;
    core.routeOf[n + route] = route;
  }
  return core;
}

/** A client that must be served costs, while it is out, as much as a vehicle that brings only it, and more. */
function setAbsentCosts(core: Core): void {
  const { instance, distances, distancesTo, placeCount: n, absentCosts } = core;
  const maxUnit = Math.max(...core.unitCosts);
  const maxFixed = Math.max(...core.fixedCosts);
  let depotSum = 0;
  for (let client = core.firstClient; client < n; client++)
    depotSum += (distances[client] as number) + (distancesTo[client] as number);
  const mean = depotSum / Math.max(1, n - core.firstClient);
  for (let client = core.firstClient; client < n; client++) {
    if ((instance.prizes[client] as number) === 0) {
      const alone = (distances[client] as number) + (distancesTo[client] as number);
      absentCosts[client] = Math.ceil(maxFixed + 2 * maxUnit * (alone + mean));
      core.missingCount += 1;
    }
    core.absentCost += absentCosts[client] as number;
  }
}

function typeMasks(allowed: Uint8Array, n: number, typeCount: number): Int32Array {
  const masks = new Int32Array(n);
  for (let type = 0; type < typeCount; type++)
    for (let place = 0; place < n; place++)
      if (allowed[type * n + place] === 1) masks[place] = (masks[place] as number) | (1 << type);
  return masks;
}

function freeVehicles({ vehicles, vehicleTypes }: Instance, clients: number): Int32Array {
  const free = new Int32Array(vehicleTypes.length);
  if (vehicles === null) return free.fill(clients);
  for (const type of vehicles) free[type] = (free[type] as number) + 1;
  return free;
}

function allowedAlone(instance: Instance, distances: Int32Array): Uint8Array {
  const { placeCount: n, depotCount, opens, closes, serviceTimes, releases, demands } = instance;
  const table = new Uint8Array(instance.vehicleTypes.length * n);
  instance.vehicleTypes.forEach((type, index) => {
    const { depot } = type;
    for (let client = depotCount; client < n; client++) {
      const out = distances[depot * n + client] as number;
      const home = distances[client * n + depot] as number;
      const leaves = Math.max(opens[depot] as number, releases[client] as number);
      const starts = Math.max(leaves + out, opens[client] as number);
      const ends = starts + (serviceTimes[client] as number) + home;
      const inTime = leaves + out <= (closes[client] as number) && ends <= (closes[depot] as number);
      const fits = (demands[client] as number) <= type.capacity;
      const short = out + home + (serviceTimes[client] as number) <= type.maxDuration;
      const legal = type.allowed === null || type.allowed[client] === 1;
      table[index * n + client] = inTime && fits && short && legal ? 1 : 0;
    }
  });
  return table;
}

function isSymmetric(distances: Int32Array, n: number): boolean {
  for (let row = 0; row < n; row++)
    for (let column = row + 1; column < n; column++)
      if (distances[row * n + column] !== distances[column * n + row]) return false;
  return true;
}

function transposed(distances: Int32Array, n: number): Int32Array {
  const turned = new Int32Array(distances.length);
  for (let row = 0; row < n; row++)
    for (let column = 0; column < n; column++) turned[column * n + row] = distances[row * n + column] as number;
  return turned;
}
