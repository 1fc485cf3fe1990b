import type { Core } from './core.ts';
import { activate, chain, deactivate, joinAbsent, leaveAbsent, setType } from './routes.ts';
import { retime, retimeChain } from './timing.ts';

/**
 * What the routes that one round touches were before it, so that a rejected round is taken back without any copy of the plan.
 * Everything is allocated once.
 */
export interface Undo {
  /** The present round; a route or client with this stamp is in the log. */
  round: number;
  readonly routeStamp: Int32Array;
  readonly clientStamp: Int32Array;
  readonly vehicleStamp: Int32Array;
  /** Touched routes; per entry whether in use, type, load, length, release, and its clients from `starts[entry]` to the next. */
  readonly routes: Int32Array;
  readonly used: Int32Array;
  readonly types: Int32Array;
  readonly loads: Int32Array;
  readonly lengths: Int32Array;
  readonly ready: Int32Array;
  readonly masks: Int32Array;
  readonly starts: Int32Array;
  readonly clients: Int32Array;
  /** The leg to each client, and by entry the one from the last client home. */
  readonly legs: Int32Array;
  readonly lastLegs: Int32Array;
  routeCount: number;
  /** Touched vehicles and the trips of each. */
  readonly vehicles: Int32Array;
  readonly tripStarts: Int32Array;
  readonly trips: Int32Array;
  vehicleCount: number;
  /** Clients taken out and clients put in, in this round. */
  readonly removed: Int32Array;
  removedCount: number;
  readonly inserted: Int32Array;
  insertedCount: number;
  routeCost: number;
}

export function createUndo(core: Core): Undo {
  const ints = (length: number) => new Int32Array(length);
  const vehicles = core.firstTrip.length;
  const routes = core.routeMax;
  return {
    round: 0,
    routeStamp: ints(routes).fill(-1),
    clientStamp: ints(core.placeCount).fill(-1),
    vehicleStamp: ints(vehicles).fill(-1),
    routes: ints(routes),
    used: ints(routes),
    types: ints(routes),
    loads: ints(routes),
    lengths: ints(routes),
    ready: ints(routes),
    masks: ints(routes),
    starts: ints(routes + 1),
    clients: ints(core.placeCount),
    legs: ints(core.placeCount),
    lastLegs: ints(routes),
    routeCount: 0,
    vehicles: ints(vehicles),
    tripStarts: ints(vehicles + 1),
    trips: ints(routes),
    vehicleCount: 0,
    removed: ints(core.placeCount),
    removedCount: 0,
    inserted: ints(core.placeCount),
    insertedCount: 0,
    routeCost: 0,
  };
}

export function beginRound(core: Core, undo: Undo): void {
  undo.round += 1;
  undo.routeCount = 0;
  undo.vehicleCount = 0;
  undo.removedCount = 0;
  undo.insertedCount = 0;
  undo.routeCost = core.routeCost;
}

/** To be called before a route is changed for the first time in a round. */
export function touch(core: Core, undo: Undo, route: number): void {
  if (undo.routeStamp[route] === undo.round) return;
  undo.routeStamp[route] = undo.round;
  const entry = undo.routeCount;
  undo.routeCount += 1;
  const used = (core.activeAt[route] as number) < core.activeCount;
  undo.routes[entry] = route;
  undo.used[entry] = used ? 1 : 0;
  undo.types[entry] = core.types[route] as number;
  undo.loads[entry] = core.loads[route] as number;
  undo.lengths[entry] = core.lengths[route] as number;
  undo.ready[entry] = core.readyAt[route] as number;
  undo.masks[entry] = core.routeMasks[route] as number;
  let end = undo.starts[entry] as number;
  if (used) {
    const { next, legBefore, placeCount } = core;
    const depotNode = placeCount + route;
    const { clients, legs } = undo;
    for (let node = next[depotNode] as number; node !== depotNode; node = next[node] as number) {
      clients[end] = node;
      legs[end] = legBefore[node] as number;
      end += 1;
    }
    undo.lastLegs[entry] = legBefore[depotNode] as number;
    if (core.traits.reloads) touchVehicle(core, undo, core.vehicleOf[route] as number);
  }
  undo.starts[entry + 1] = end;
}

export function touchVehicle(core: Core, undo: Undo, vehicle: number): void {
  if (undo.vehicleStamp[vehicle] === undo.round) return;
  undo.vehicleStamp[vehicle] = undo.round;
  undo.vehicles[undo.vehicleCount] = vehicle;
  let end = undo.tripStarts[undo.vehicleCount] as number;
  for (let route = core.firstTrip[vehicle] as number; route >= 0; route = core.laterTrip[route] as number) {
    undo.trips[end] = route;
    end += 1;
  }
  undo.vehicleCount += 1;
  undo.tripStarts[undo.vehicleCount] = end;
}

/** Puts everything back as it was when the round began. */
export function takeBack(core: Core, undo: Undo): void {
  for (let index = 0; index < undo.insertedCount; index++) {
    const client = undo.inserted[index] as number;
    if (undo.clientStamp[client] === undo.round || (core.routeOf[client] as number) < 0) continue;
    core.routeOf[client] = -1;
    joinAbsent(core, client);
  }
  for (let index = 0; index < undo.removedCount; index++) {
    const client = undo.removed[index] as number;
    if ((core.routeOf[client] as number) < 0) leaveAbsent(core, client);
  }
  for (let entry = 0; entry < undo.routeCount; entry++) restoreRoute(core, undo, entry);
  if (core.traits.reloads) restoreChains(core, undo);
  else {
    for (let entry = 0; entry < undo.routeCount; entry++)
      if (undo.used[entry] === 1) retime(core, undo.routes[entry] as number);
  }
  core.routeCost = undo.routeCost;
}

function restoreRoute(core: Core, undo: Undo, entry: number): void {
  const { next, prev, leg, legBefore, routeOf, placeCount: n } = core;
  const route = undo.routes[entry] as number;
  const type = undo.types[entry] as number;
  const used = (core.activeAt[route] as number) < core.activeCount;
  const was = undo.used[entry] === 1;
  if (!core.traits.reloads) {
    if (used) core.free[core.types[route] as number] = (core.free[core.types[route] as number] as number) + 1;
    if (was) core.free[type] = (core.free[type] as number) - 1;
  }
  if (used && !was) deactivate(core, route);
  if (!used && was) activate(core, route);
  if (!was) return;
  setType(core, route, type);
  core.loads[route] = undo.loads[entry] as number;
  core.lengths[route] = undo.lengths[entry] as number;
  core.readyAt[route] = undo.ready[entry] as number;
  core.routeMasks[route] = undo.masks[entry] as number;
  const depotNode = n + route;
  const end = undo.starts[entry + 1] as number;
  let from = depotNode;
  for (let index = undo.starts[entry] as number; index < end; index++) {
    const node = undo.clients[index] as number;
    next[from] = node;
    prev[node] = from;
    const way = undo.legs[index] as number;
    leg[from] = way;
    legBefore[node] = way;
    routeOf[node] = route;
    from = node;
  }
  next[from] = depotNode;
  prev[depotNode] = from;
  leg[from] = undo.lastLegs[entry] as number;
  legBefore[depotNode] = undo.lastLegs[entry] as number;
  core.sizes[route] = end - (undo.starts[entry] as number);
}

function restoreChains(core: Core, undo: Undo): void {
  for (let index = 0; index < undo.vehicleCount; index++) {
    const vehicle = undo.vehicles[index] as number;
    core.firstTrip[vehicle] = -1;
    core.lastTrip[vehicle] = -1;
    core.tripCounts[vehicle] = 0;
    for (let at = undo.tripStarts[index] as number; at < (undo.tripStarts[index + 1] as number); at++)
      chain(core, vehicle, undo.trips[at] as number, core.lastTrip[vehicle] as number);
    retimeChain(core, vehicle);
  }
}
