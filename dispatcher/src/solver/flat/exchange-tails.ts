import type { Core } from './core.ts';
import { below, draw, draws } from './random.ts';
import { closeRoute, settle, UNKNOWN } from './routes.ts';
import { touch, type Undo } from './undo.ts';

/**
 * Two routes exchange their ends ("2-opt*", J.-Y. Potvin and J.-M. Rousseau, 1995): what follows a client drawn by chance for
 * what begins with a likely successor of it. Strings taken out one by one seldom find to such a step where routes are long.
 * Carried out where it is in time, has room and costs less than the present temperature lets a step be worse; says whether.
 */
export function exchangeTails(core: Core, undo: Undo): boolean {
  const { next, prev, leg, legBefore, place, routeOf, types, distances, placeCount: n } = core;
  const { after, stride, width } = core.neighbours;
  const client = core.firstClient + below(core, n - core.firstClient);
  const route = routeOf[client] as number;
  if (route < 0) return false;
  const index = client * stride + 2 * below(core, width >> 1);
  const head = after[index] as number;
  if (head < 0) return false;
  const other = routeOf[head] as number;
  if (other < 0 || other === route) return false;
  const [type, otherType] = [types[route] as number, types[other] as number];
  if (type !== otherType && !exchangeable(core, type, otherType)) return false;
  const legTo = after[index + 1] as number;
  const before = prev[head] as number;
  const tail = next[client] as number;
  const legOther = distances[(place[before] as number) * n + (place[tail] as number)] as number;
  const longer = legTo + legOther - (leg[client] as number) - (legBefore[head] as number);
  const cost = longer * (core.unitCosts[type] as number);
  if (cost >= -core.temperature * Math.log(1 - draw(core) / draws)) return false;
  if (!inTime(core, client, head, legTo, route) || !inTime(core, before, tail, legOther, other)) return false;
  const moved = tailLoad(core, head, type, otherType) - tailLoad(core, tail, otherType, type);
  if (!((core.loads[route] as number) + moved <= (core.capacities[type] as number))) return false;
  if (!((core.loads[other] as number) - moved <= (core.capacities[otherType] as number))) return false;
  touch(core, undo, route);
  touch(core, undo, other);
  swapTails(core, client, head);
  return true;
}

/** Types whose routes cost the same when they exchange ends. */
function exchangeable(core: Core, type: number, other: number): boolean {
  return core.typeDepots[type] === core.typeDepots[other] && core.unitCosts[type] === core.unitCosts[other];
}

function inTime(core: Core, from: number, to: number, way: number, route: number): boolean {
  if (core.traits.windows && (core.departs[from] as number) + way > (core.arrivesBy[to] as number)) return false;
  if (!core.traits.durations) return true;
  const shift = (core.headD[from] as number) + way;
  const waits = Math.max((core.tailE[to] as number) - shift - (core.headL[from] as number), 0);
  const durationMax = core.maxDurations[core.types[route] as number] as number;
  return shift + waits + (core.tailD[to] as number) <= durationMax;
}

/** Load from a node to the end of its route; NaN where the type it would move to may not serve all of it. */
function tailLoad(core: Core, head: number, type: number, own: number): number {
  const { next, demands, allowed, placeCount: n } = core;
  let load = 0;
  for (let node = head; node < n; node = next[node] as number) {
    if (type !== own && allowed[type * n + node] === 0) return Number.NaN;
    load += demands[node] as number;
  }
  return load;
}

/** What follows the client and what begins with the head change places. */
function swapTails(core: Core, client: number, head: number): void {
  const { next, prev, leg, routeOf, placeCount: n } = core;
  const before = prev[head] as number;
  const tail = next[client] as number;
  const route = routeOf[client] as number;
  const other = routeOf[head] as number;
  const [depotNode, otherNode] = [n + route, n + other];
  const [last, otherLast] = [prev[depotNode] as number, prev[otherNode] as number];
  next[client] = head;
  leg[client] = UNKNOWN;
  next[otherLast] = depotNode;
  next[before] = tail === depotNode ? otherNode : tail;
  leg[before] = UNKNOWN;
  if (tail !== depotNode) next[last] = otherNode;
  for (let node = head; node < n; node = next[node] as number) routeOf[node] = route;
  for (let node = next[before] as number; node < n; node = next[node] as number) routeOf[node] = other;
  settle(core, route);
  settle(core, other);
  if (core.sizes[other] === 0) closeRoute(core, other);
}
