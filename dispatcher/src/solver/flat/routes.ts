import type { Core } from './core.ts';
import { retime, retimeAround } from './timing.ts';

/** Puts a client where the last look found it best; the route must have been touched for undo already. */
export function insertAfter(core: Core, client: number, after: number): void {
  const { next, prev, leg, legBefore, place, routeOf, loads, sizes, lengths, distances, placeCount: n, readyAt } = core;
  const route = routeOf[after] as number;
  const before = next[after] as number;
  const legIn = distances[(place[after] as number) * n + client] as number;
  const legOut = distances[client * n + (place[before] as number)] as number;
  const longer = legIn + legOut - (leg[after] as number);
  next[after] = client;
  prev[client] = after;
  next[client] = before;
  prev[before] = client;
  leg[after] = legIn;
  leg[client] = legOut;
  legBefore[client] = legIn;
  legBefore[before] = legOut;
  routeOf[client] = route;
  loads[route] = (loads[route] as number) + (core.demands[client] as number);
  sizes[route] = (sizes[route] as number) + 1;
  lengths[route] = (lengths[route] as number) + longer;
  core.routeCost += longer * (core.unitCosts[core.types[route] as number] as number);
  if ((core.releases[client] as number) > (readyAt[route] as number)) readyAt[route] = core.releases[client] as number;
  if (core.traits.interchangeable)
    core.routeMasks[route] = (core.routeMasks[route] as number) & (core.typeMasks[client] as number);
  leaveAbsent(core, client);
  retimeAround(core, client, route);
}

/** Takes a client out of its ring; load, length and times of the route are the caller's to bring up to date (`settle`). */
export function unlink(core: Core, client: number): void {
  const { next, prev } = core;
  const before = prev[client] as number;
  const after = next[client] as number;
  next[before] = after;
  prev[after] = before;
  core.leg[before] = UNKNOWN;
  core.routeOf[client] = -1;
  joinAbsent(core, client);
}

/** A leg that `settle` has to look up. */
export const UNKNOWN = -1;

/** Load, length, unknown legs, release and times of a route from its ring alone; costs are kept up. */
export function settle(core: Core, route: number): void {
  measure(core, route);
  retime(core, route);
}

/** The same but for times, which need all rings of a chain of trips to be whole. */
export function measure(core: Core, route: number): void {
  const {
    next,
    prev,
    leg,
    legBefore,
    place,
    distances,
    demands,
    releases,
    placeCount: n,
    loads,
    lengths,
    sizes,
  } = core;
  const depotNode = n + route;
  let [load, size, length, ready] = [0, 0, 0, 0];
  let from = depotNode;
  for (let node = next[depotNode] as number; ; node = next[node] as number) {
    let way = leg[from] as number;
    if (way === UNKNOWN) {
      way = distances[(place[from] as number) * n + (place[node] as number)] as number;
      leg[from] = way;
    }
    legBefore[node] = way;
    length += way;
    prev[node] = from;
    if (node === depotNode) break;
    load += demands[node] as number;
    size += 1;
    if ((releases[node] as number) > ready) ready = releases[node] as number;
    from = node;
  }
  core.routeCost += (length - (lengths[route] as number)) * (core.unitCosts[core.types[route] as number] as number);
  loads[route] = load;
  sizes[route] = size;
  lengths[route] = length;
  core.readyAt[route] = ready;
  if (core.traits.interchangeable) remask(core, route);
}

function remask(core: Core, route: number): void {
  const { next, typeMasks } = core;
  const depotNode = core.placeCount + route;
  let mask = allTypes;
  for (let node = next[depotNode] as number; node !== depotNode; node = next[node] as number)
    mask &= typeMasks[node] as number;
  core.routeMasks[route] = mask;
}

/** The mask of a route without clients. */
const allTypes = 0x7fffffff;

/** Takes an idle route into use for a vehicle of a type; it is empty still. */
export function openRoute(core: Core, type: number): number {
  const route = core.active[core.activeCount] as number;
  core.activeCount += 1;
  setType(core, route, type);
  core.free[type] = (core.free[type] as number) - 1;
  core.routeCost += core.fixedCosts[type] as number;
  clear(core, route);
  if (!core.traits.reloads) retime(core, route);
  return route;
}

/** Opens a trip in a vehicle's chain after another trip (−1 = as its first). */
export function openTrip(core: Core, vehicle: number, after: number): number {
  const type = core.instance.vehicles?.[vehicle] ?? 0;
  const route = core.active[core.activeCount] as number;
  core.activeCount += 1;
  setType(core, route, type);
  clear(core, route);
  chain(core, vehicle, route, after);
  if ((core.tripCounts[vehicle] as number) === 1) core.routeCost += core.fixedCosts[type] as number;
  retime(core, route);
  return route;
}

/** Gives an empty route back. */
export function closeRoute(core: Core, route: number): void {
  const type = core.types[route] as number;
  deactivate(core, route);
  if (core.traits.reloads) {
    const vehicle = core.vehicleOf[route] as number;
    unchain(core, route);
    if ((core.tripCounts[vehicle] as number) === 0) core.routeCost -= core.fixedCosts[type] as number;
    else retime(core, core.firstTrip[vehicle] as number);
  } else {
    core.free[type] = (core.free[type] as number) + 1;
    core.routeCost -= core.fixedCosts[type] as number;
  }
}

export function setType(core: Core, route: number, type: number): void {
  core.types[route] = type;
  core.place[core.placeCount + route] = core.typeDepots[type] as number;
}

function clear(core: Core, route: number): void {
  const node = core.placeCount + route;
  core.next[node] = node;
  core.prev[node] = node;
  core.leg[node] = 0;
  core.legBefore[node] = 0;
  core.loads[route] = 0;
  core.sizes[route] = 0;
  core.lengths[route] = 0;
  core.readyAt[route] = 0;
  core.routeMasks[route] = allTypes;
}

export function activate(core: Core, route: number): void {
  place(core, route, core.activeCount);
  core.activeCount += 1;
}

export function deactivate(core: Core, route: number): void {
  core.activeCount -= 1;
  place(core, route, core.activeCount);
}

function place({ active, activeAt }: Core, route: number, position: number): void {
  const other = active[position] as number;
  const from = activeAt[route] as number;
  active[from] = other;
  activeAt[other] = from;
  active[position] = route;
  activeAt[route] = position;
}

export function chain(core: Core, vehicle: number, route: number, after: number): void {
  const { laterTrip, earlierTrip, firstTrip, lastTrip, tripCounts } = core;
  const later = after < 0 ? (firstTrip[vehicle] as number) : (laterTrip[after] as number);
  core.vehicleOf[route] = vehicle;
  earlierTrip[route] = after;
  laterTrip[route] = later;
  if (after < 0) firstTrip[vehicle] = route;
  else laterTrip[after] = route;
  if (later < 0) lastTrip[vehicle] = route;
  else earlierTrip[later] = route;
  tripCounts[vehicle] = (tripCounts[vehicle] as number) + 1;
}

function unchain(core: Core, route: number): void {
  const { laterTrip, earlierTrip, firstTrip, lastTrip, tripCounts } = core;
  const vehicle = core.vehicleOf[route] as number;
  const earlier = earlierTrip[route] as number;
  const later = laterTrip[route] as number;
  if (earlier < 0) firstTrip[vehicle] = later;
  else laterTrip[earlier] = later;
  if (later < 0) lastTrip[vehicle] = earlier;
  else earlierTrip[later] = earlier;
  tripCounts[vehicle] = (tripCounts[vehicle] as number) - 1;
}

export function joinAbsent(core: Core, client: number): void {
  core.absent[core.absentCount] = client;
  core.absentAt[client] = core.absentCount;
  core.absentCount += 1;
  core.absentCost += core.absentCosts[client] as number;
  if ((core.instance.prizes[client] as number) === 0) core.missingCount += 1;
}

export function leaveAbsent(core: Core, client: number): void {
  core.absentCount -= 1;
  const last = core.absent[core.absentCount] as number;
  const position = core.absentAt[client] as number;
  core.absent[position] = last;
  core.absentAt[last] = position;
  core.absentCost -= core.absentCosts[client] as number;
  if ((core.instance.prizes[client] as number) === 0) core.missingCount -= 1;
}
