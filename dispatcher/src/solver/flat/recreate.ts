import { changeType } from './choose-types.ts';
import type { Core } from './core.ts';
import { type FindPlace, findAnywhere } from './find-place.ts';
import type { Fits } from './fits.ts';
import { below, draw, draws } from './random.ts';
import { insertAfter, openRoute, openTrip } from './routes.ts';
import { touch, touchVehicle, type Undo } from './undo.ts';

/** Working room of a recreate: clients to insert and their sort keys. */
export interface Work {
  readonly clients: Int32Array;
  readonly keys: Float64Array;
  count: number;
}

export function createWork(core: Core): Work {
  return { clients: new Int32Array(core.placeCount), keys: new Float64Array(core.placeCount), count: 0 };
}

/** When a client finds room only in a vehicle of its own, one in so many looks at all routes first. */
const lookAnywhereOneIn = 10;

/** Weights of the orders in which clients come back: random, demand, far, close, and by windows: short, early, late. */
const orderWeights = [4, 4, 2, 1];
const orderWeightsInWindows = [4, 4, 2, 1, 2, 2, 2];

/**
 * Puts the clients in `work` back one by one where they cost least. Where `core.costMax` is finite, ends with false as soon as
 * the routes cost so much or more: what is still to come only lengthens them.
 */
export function recreate(core: Core, undo: Undo, work: Work, find: FindPlace, fits: Fits): boolean {
  order(core, work);
  const bounded = core.costMax < Number.POSITIVE_INFINITY;
  for (let index = 0; index < work.count; index++) {
    const client = work.clients[index] as number;
    if (!bounded) putBack(core, undo, client, find, fits);
    else if (!putBackWithin(core, undo, client, find, fits)) return false;
  }
  return true;
}

/** A client that must be served, for less than is left; false where there is no such place. */
function putBackWithin(core: Core, undo: Undo, client: number, find: FindPlace, fits: Fits): boolean {
  core.foundCost = core.costMax - core.routeCost;
  if (core.foundCost <= 0) return false;
  find(core, fits, client);
  if (core.foundAfter < 0 && (below(core, lookAnywhereOneIn) === 0 || !hasFree(core, client)))
    findAnywhere(core, fits, client);
  return placeFound(core, undo, client);
}

function hasFree(core: Core, client: number): boolean {
  for (let type = 0; type < core.typeCount; type++)
    if ((core.free[type] as number) > 0 && core.allowed[type * core.placeCount + client] === 1) return true;
  return false;
}

function putBack(core: Core, undo: Undo, client: number, find: FindPlace, fits: Fits): void {
  const optional = (core.instance.prizes[client] as number) > 0;
  // An optional client may cost more than its prize by as much as the annealing lets a step be worse.
  core.foundCost = optional
    ? (core.absentCosts[client] as number) - core.temperature * Math.log(1 - draw(core) / draws)
    : Number.POSITIVE_INFINITY;
  find(core, fits, client);
  if (core.foundAfter < 0 && !optional) {
    if (core.foundType < 0 || below(core, lookAnywhereOneIn) === 0) findAnywhere(core, fits, client);
  }
  placeFound(core, undo, client);
}

/** Carries out what the last look found; false where it found nothing. */
export function placeFound(core: Core, undo: Undo, client: number): boolean {
  let after = core.foundAfter;
  if (after >= 0) {
    const route = core.routeOf[after] as number;
    touch(core, undo, route);
    if (core.foundType >= 0) changeType(core, route, core.foundType);
  } else if (core.foundType >= 0) {
    const fresh = core.active[core.activeCount] as number;
    touch(core, undo, fresh);
    if (core.traits.reloads) {
      touchVehicle(core, undo, core.foundVehicle);
      openTrip(core, core.foundVehicle, core.foundTrip);
    } else openRoute(core, core.foundType);
    after = core.placeCount + fresh;
  } else return false;
  undo.inserted[undo.insertedCount] = client;
  undo.insertedCount += 1;
  insertAfter(core, client, after);
  return true;
}

function order(core: Core, work: Work): void {
  const weights = core.traits.windows ? orderWeightsInWindows : orderWeights;
  let drawn = below(core, core.traits.windows ? 17 : 11);
  let kind = 0;
  while (kind < weights.length - 1 && drawn >= (weights[kind] as number)) {
    drawn -= weights[kind] as number;
    kind += 1;
  }
  const { clients, keys } = work;
  const { distances, demands, opens, closes, placeCount: n } = core;
  for (let index = 0; index < work.count; index++) {
    const client = clients[index] as number;
    if (kind === 0) keys[index] = draw(core);
    else if (kind === 1) keys[index] = -(demands[client] as number);
    else if (kind === 2) keys[index] = -(distances[client] as number);
    else if (kind === 3) keys[index] = distances[client] as number;
    else if (kind === 4) keys[index] = (closes[client] as number) - (opens[client] as number);
    else if (kind === 5) keys[index] = opens[client] as number;
    else keys[index] = -(closes[client] as number);
  }
  if (work.count > 64) sortMany(work, n);
  else sortFew(work);
}

function sortFew({ clients, keys, count }: Work): void {
  for (let index = 1; index < count; index++) {
    const key = keys[index] as number;
    const client = clients[index] as number;
    let place = index;
    for (; place > 0 && (keys[place - 1] as number) > key; place--) {
      keys[place] = keys[place - 1] as number;
      clients[place] = clients[place - 1] as number;
    }
    keys[place] = key;
    clients[place] = client;
  }
}

/** Only for a first plan, where all clients come at once. */
function sortMany(work: Work, n: number): void {
  const keyOf = new Float64Array(n);
  for (let index = 0; index < work.count; index++) keyOf[work.clients[index] as number] = work.keys[index] as number;
  work.clients.subarray(0, work.count).sort((a, b) => (keyOf[a] as number) - (keyOf[b] as number) || a - b);
}
