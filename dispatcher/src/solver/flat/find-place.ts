import type { Core } from './core.ts';
import { findInTypes } from './find-in-types.ts';
import { findInterchangeable } from './find-interchangeable.ts';
import { findInWindows, findWithoutWindows } from './find-uniform.ts';
import type { Fits } from './fits.ts';
import { freeMask, tightestType } from './interchange.ts';
import { below, draw, draws } from './random.ts';

/** Looks for the cheapest place of a client beside its neighbours, for less than `core.foundCost`; the answer is in `core.found…`. */
export type FindPlace = (core: Core, fits: Fits, client: number) => void;

/** One position in so many is passed over by chance (SISR's blinks). */
export const blinkOneIn = 100;

export function chooseFindPlace(core: Core): FindPlace {
  const { fleet, reloads, durations, windows, interchangeable } = core.traits;
  if (interchangeable && windows) return findInterchangeable;
  if (fleet || reloads || durations) return windows && !core.traits.sizes ? findInTypes : findInFleet;
  return windows ? findInWindows : findWithoutWindows;
}

export function drawBlink(core: Core): number {
  return 1 + Math.floor(Math.log(1 - draw(core) / draws) / Math.log(1 - 1 / blinkOneIn));
}

/** For several vehicle types: each with its unit cost, its own clients and perhaps room that a route may grow into. */
const findInFleet: FindPlace = (core, fits, client) => {
  const { next, prev, routeOf, leg, legBefore } = core;
  const { before, after, stride, width } = core.neighbours;
  core.foundAfter = -1;
  core.foundType = -1;
  const least = core.unitCostMin;
  const end = client * stride + width;
  for (let index = client * stride; index < end; index += 2) {
    const from = before[index] as number;
    if (from < 0) break;
    const way = before[index + 1] as number;
    if (way * least > core.reach * core.foundCost) break;
    if (2 * (way - (leg[from] as number)) * least >= core.foundCost || (routeOf[from] as number) < 0) continue;
    offerPosition(core, fits, client, from, next[from] as number);
  }
  for (let index = client * stride; index < end; index += 2) {
    const to = after[index] as number;
    if (to < 0) break;
    const way = after[index + 1] as number;
    if (way * least > core.reach * core.foundCost) break;
    if (2 * (way - (legBefore[to] as number)) * least >= core.foundCost || (routeOf[to] as number) < 0) continue;
    offerPosition(core, fits, client, prev[to] as number, to);
  }
  if (core.traits.reloads) offerTrip(core, client);
  else offerRoute(core, client);
};

/** Looks at every position of every route: for a client that finds nothing beside its neighbours. */
export function findAnywhere(core: Core, fits: Fits, client: number): void {
  const { next, active, placeCount } = core;
  for (let at = 0; at < core.activeCount; at++) {
    const depotNode = placeCount + (active[at] as number);
    let from = depotNode;
    do {
      const to = next[from] as number;
      if (!offerPosition(core, fits, client, from, to)) break;
      from = to;
    } while (from !== depotNode);
  }
}

/** Keeps a position if it is the best so far; false where the whole route is out of the question. */
export function offerPosition(core: Core, fits: Fits, client: number, from: number, to: number): boolean {
  const { routeOf, place, distances, distancesTo, leg, placeCount: n } = core;
  const route = routeOf[from] as number;
  const type = core.types[route] as number;
  const load = (core.loads[route] as number) + (core.demands[client] as number);
  if (core.traits.interchangeable) return offerInterchange(core, fits, client, { from, to, load });
  if (core.allowed[type * n + client] === 0) return false;
  const grows = load > (core.capacities[type] as number);
  if (grows && !core.traits.sizes) return false;
  const row = client * n;
  const legIn = distancesTo[row + (place[from] as number)] as number;
  const legOut = distances[row + (place[to] as number)] as number;
  const longer = legIn + legOut - (leg[from] as number);
  if (grows) return offerGrowth(core, client, { from, route, load, longer });
  const cost = longer * (core.unitCosts[type] as number);
  if (cost >= core.foundCost || !fits(core, client, from, to, legIn, legOut) || blinks(core)) return true;
  core.foundCost = cost;
  core.foundAfter = from;
  core.foundType = -1;
  return true;
}

/** The route keeps its type where that may serve the client and holds it, else it changes to an idle one. */
function offerInterchange(
  core: Core,
  fits: Fits,
  client: number,
  at: { readonly from: number; readonly to: number; readonly load: number },
): boolean {
  const { routeOf, place, distances, distancesTo, leg, placeCount: n, types, capacities } = core;
  const { from, to, load } = at;
  const route = routeOf[from] as number;
  const type = types[route] as number;
  const keeps = core.allowed[type * n + client] === 1 && load <= (capacities[type] as number);
  const other = keeps ? -1 : typeForBoth(core, client, route, load);
  if (!keeps && other < 0) return false;
  const row = client * n;
  const legIn = distancesTo[row + (place[from] as number)] as number;
  const legOut = distances[row + (place[to] as number)] as number;
  const cost = (legIn + legOut - (leg[from] as number)) * (core.unitCosts[type] as number);
  if (cost >= core.foundCost || !fits(core, client, from, to, legIn, legOut) || blinks(core)) return true;
  core.foundCost = cost;
  core.foundAfter = from;
  core.foundType = other;
  return true;
}

/** An idle type that may serve the client and all of the route, and holds the load; −1 = none. */
function typeForBoth(core: Core, client: number, route: number, load: number): number {
  const mask = (core.typeMasks[client] as number) & (core.routeMasks[route] as number);
  return mask === 0 ? -1 : tightestType(core, mask & freeMask(core), load);
}

/** The route may change to a roomier type that is free. */
function offerGrowth(
  core: Core,
  client: number,
  at: { readonly from: number; readonly route: number; readonly load: number; readonly longer: number },
): boolean {
  const type = core.types[at.route] as number;
  const length = core.lengths[at.route] as number;
  const now = (core.fixedCosts[type] as number) + (core.unitCosts[type] as number) * length;
  for (let other = 0; other < core.typeCount; other++) {
    if ((core.capacities[other] as number) < at.load || (core.free[other] as number) <= 0) continue;
    if (core.allowed[other * core.placeCount + client] === 0) continue;
    const then = (core.fixedCosts[other] as number) + (core.unitCosts[other] as number) * (length + at.longer);
    if (then - now >= core.foundCost || blinks(core)) continue;
    core.foundCost = then - now;
    core.foundAfter = at.from;
    core.foundType = other;
  }
  return true;
}

/** A vehicle of its own for the client. */
export function offerRoute(core: Core, client: number): void {
  const { distances, distancesTo, placeCount: n, typeDepots } = core;
  const first = core.traits.interchangeable ? below(core, core.typeCount) : 0;
  for (let step = 0; step < core.typeCount; step++) {
    const type = first + step < core.typeCount ? first + step : first + step - core.typeCount;
    if ((core.free[type] as number) <= 0 || core.allowed[type * n + client] === 0) continue;
    const depot = typeDepots[type] as number;
    const length = (distances[client * n + depot] as number) + (distancesTo[client * n + depot] as number);
    const cost = (core.fixedCosts[type] as number) + length * (core.unitCosts[type] as number);
    if (cost >= core.foundCost) continue;
    core.foundCost = cost;
    core.foundAfter = -1;
    core.foundType = type;
  }
}

/** A trip of its own for the client, somewhere in a vehicle's chain; vehicles are looked at from a random one on. */
export function offerTrip(core: Core, client: number): void {
  const { distances, distancesTo, placeCount: n, firstTrip, laterTrip, opens, closes, backAt, leavesBy } = core;
  const vehicles = firstTrip.length;
  const first = below(core, vehicles);
  for (let step = 0; step < vehicles; step++) {
    const vehicle = first + step < vehicles ? first + step : first + step - vehicles;
    const type = core.instance.vehicles?.[vehicle] ?? 0;
    const depot = core.typeDepots[type] as number;
    const legIn = distancesTo[client * n + depot] as number;
    const legOut = distances[client * n + depot] as number;
    const trips = core.tripCounts[vehicle] as number;
    const cost =
      (legIn + legOut) * (core.unitCosts[type] as number) + (trips === 0 ? (core.fixedCosts[type] as number) : 0);
    if (cost >= core.foundCost || trips >= core.tripsMax || core.allowed[type * n + client] === 0) continue;
    let ready = opens[depot] as number;
    let after = -1;
    for (let later = firstTrip[vehicle] as number; ; later = laterTrip[later] as number) {
      const leaves = Math.max(ready, core.releases[client] as number);
      const arrives = leaves + legIn;
      const back = Math.max(arrives, opens[client] as number) + (core.services[client] as number) + legOut;
      const by = later < 0 ? (closes[depot] as number) : (leavesBy[later] as number);
      if (arrives <= (closes[client] as number) && back <= by) {
        core.foundCost = cost;
        core.foundAfter = -1;
        core.foundType = type;
        core.foundVehicle = vehicle;
        core.foundTrip = after;
        break;
      }
      if (later < 0) break;
      ready = backAt[later] as number;
      after = later;
    }
  }
}

export function blinks(core: Core): boolean {
  core.blinkIn -= 1;
  if (core.blinkIn > 0) return false;
  core.blinkIn = drawBlink(core);
  return true;
}
