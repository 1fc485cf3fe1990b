import type { Core } from './core.ts';
import { closeRoute, insertAfter, openRoute } from './routes.ts';

/** Chains of clients that are to become routes; ends are known by `first` and `last`, by chain. */
export interface Chains {
  readonly later: Int32Array;
  readonly earlier: Int32Array;
  readonly chainOf: Int32Array;
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly loads: Int32Array;
  readonly departs: Int32Array;
  readonly arrivesBy: Int32Array;
  /** By client: the vehicle type that would bring it alone at least cost, −1 = none. */
  readonly types: Int32Array;
  /** By chain, where types are interchangeable: those that may serve all of it. */
  readonly masks: Int32Array;
}

/** Makes routes of the chains, those with the greatest load first, as long as there are vehicles. */
export function openChains(core: Core, chains: Chains): void {
  const heads: number[] = [];
  for (let client = core.firstClient; client < core.placeCount; client++)
    if ((chains.earlier[client] as number) < 0 && (chains.types[client] as number) >= 0) heads.push(client);
  const load = (client: number) => chains.loads[chains.chainOf[client] as number] as number;
  const choice = (client: number) => bitCount(chains.masks[chains.chainOf[client] as number] as number);
  heads.sort((a, b) => choice(a) - choice(b) || load(b) - load(a) || a - b);
  for (const head of heads) {
    const type = roomiestFree(core, chains, head, load(head));
    if (type < 0 || core.activeCount >= core.routeMax) continue;
    const route = openRoute(core, type);
    let after = core.placeCount + route;
    for (let client = head; client >= 0; client = chains.later[client] as number) {
      insertAfter(core, client, after);
      after = client;
    }
    if (core.sizes[route] === 0) closeRoute(core, route);
  }
}

function bitCount(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** The type with most idle vehicles among those that may serve the chain and hold it. */
function idlestType(core: Core, mask: number, load: number): number {
  let best = -1;
  for (let type = 0; type < core.typeCount; type++) {
    if ((mask & (1 << type)) === 0 || (core.capacities[type] as number) < load) continue;
    if ((core.free[type] as number) > (best < 0 ? 0 : (core.free[best] as number))) best = type;
  }
  return best;
}

/** The type with an idle vehicle that would drive the chain at least cost and may, −1 = none. */
function nearestType(core: Core, chains: Chains, head: number, load: number): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let type = 0; type < core.typeCount; type++) {
    if ((core.free[type] as number) <= 0 || (core.capacities[type] as number) < load) continue;
    const length = chainLength(core, chains, head, type);
    if (length < 0) continue;
    const cost = (core.fixedCosts[type] as number) + (core.unitCosts[type] as number) * length;
    if (cost >= least) continue;
    least = cost;
    best = type;
  }
  return best;
}

/** What the chain measures from and to a type's depot, −1 where clients, times or duration do not allow the type. */
function chainLength(core: Core, chains: Chains, head: number, type: number): number {
  const { placeCount: n, distances, opens, closes, services, allowed, traits } = core;
  const depot = core.typeDepots[type] as number;
  let time = opens[depot] as number;
  let [duration, late, length] = [0, closes[depot] as number, 0];
  let before = depot;
  for (let client = head; client >= 0; client = chains.later[client] as number) {
    if (allowed[type * n + client] === 0) return -1;
    const way = distances[before * n + client] as number;
    time += way;
    if (traits.windows && time > (closes[client] as number)) return -1;
    time = Math.max(time, opens[client] as number) + (services[client] as number);
    const shift = duration + way;
    const waits = Math.max((opens[client] as number) - shift - late, 0);
    late = Math.min((closes[client] as number) - shift, late);
    duration = shift + (services[client] as number) + waits;
    length += way;
    before = client;
  }
  const home = distances[before * n + depot] as number;
  if (traits.windows && time + home > (closes[depot] as number)) return -1;
  return duration + home > (core.maxDurations[type] as number) ? -1 : length + home;
}

/** The chain's own type, or where sizes differ the cheapest free one that holds it. */
function roomiestFree(core: Core, chains: Chains, head: number, load: number): number {
  const own = chains.types[head] as number;
  if (core.traits.interchangeable)
    return idlestType(core, chains.masks[chains.chainOf[head] as number] as number, load);
  if ((core.free[own] as number) > 0) return own;
  if (!core.traits.sizes) return nearestType(core, chains, head, load);
  let best = -1;
  for (let type = 0; type < core.typeCount; type++) {
    if ((core.free[type] as number) <= 0 || (core.capacities[type] as number) < load) continue;
    if (best < 0 || (core.capacities[type] as number) < (core.capacities[best] as number)) best = type;
  }
  return best;
}
