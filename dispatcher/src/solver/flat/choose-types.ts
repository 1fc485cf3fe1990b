import type { Core } from './core.ts';
import { interchangeTypes } from './interchange.ts';
import { below } from './random.ts';
import { setType, settle, UNKNOWN } from './routes.ts';
import { touch, type Undo } from './undo.ts';

/** A touched route looks at other types in one of so many rounds where that means walking along it. */
const walkOneIn = 3;

/** Gives each route that this round touched the cheapest vehicle type it can have, or one that another route gives up for it. */
export function chooseTypes(core: Core, undo: Undo): void {
  if (core.traits.reloads) return;
  if (core.traits.interchangeable) {
    interchangeTypes(core, undo);
    return;
  }
  const walks = core.traits.windows || core.traits.durations || !core.traits.sizes;
  if (walks && below(core, walkOneIn) > 0) return;
  const touched = undo.routeCount;
  for (let entry = 0; entry < touched; entry++) {
    const route = undo.routes[entry] as number;
    if ((core.activeAt[route] as number) >= core.activeCount) continue;
    takeFreeType(core, route, walks);
    if (!walks) exchangeTypes(core, undo, route);
  }
}

function takeFreeType(core: Core, route: number, walks: boolean): void {
  const own = core.types[route] as number;
  const now = costAs(core, own, core.lengths[route] as number);
  let best = own;
  let least = now;
  for (let type = 0; type < core.typeCount; type++) {
    if (type === own || (core.free[type] as number) <= 0) continue;
    if ((core.capacities[type] as number) < (core.loads[route] as number)) continue;
    const length = walks ? lengthAs(core, route, type) : (core.lengths[route] as number);
    if (length < 0) continue;
    const cost = costAs(core, type, length);
    if (cost >= least) continue;
    least = cost;
    best = type;
  }
  if (best !== own) changeType(core, route, best);
}

function costAs(core: Core, type: number, length: number): number {
  return (core.fixedCosts[type] as number) + (core.unitCosts[type] as number) * length;
}

/** Two routes exchange vehicles where both loads allow it and the distances come cheaper; only where depots are the same. */
function exchangeTypes(core: Core, undo: Undo, route: number): void {
  const { types, loads, lengths, capacities, unitCosts, active } = core;
  const own = types[route] as number;
  const load = loads[route] as number;
  const length = lengths[route] as number;
  let best = -1;
  let least = 0;
  for (let at = 0; at < core.activeCount; at++) {
    const other = active[at] as number;
    const type = types[other] as number;
    if (type === own || load > (capacities[type] as number)) continue;
    if ((loads[other] as number) > (capacities[own] as number)) continue;
    // Both fixed costs stay paid.
    const cost = ((unitCosts[type] as number) - (unitCosts[own] as number)) * (length - (lengths[other] as number));
    if (cost >= least) continue;
    least = cost;
    best = other;
  }
  if (best < 0) return;
  touch(core, undo, best);
  const type = types[best] as number;
  setType(core, route, type);
  setType(core, best, own);
  core.routeCost += least;
}

/** What the route measures with a type's depot, −1 where its clients, times or duration do not allow the type. */
function lengthAs(core: Core, route: number, type: number): number {
  const { next, leg, distances, placeCount: n, opens, closes, services, allowed } = core;
  const depot = core.typeDepots[type] as number;
  const depotNode = n + route;
  let time = opens[depot] as number;
  let [duration, late, length] = [0, closes[depot] as number, 0];
  let from = depotNode;
  for (let node = next[depotNode] as number; node !== depotNode; node = next[node] as number) {
    if (allowed[type * n + node] === 0) return -1;
    const way = from === depotNode ? (distances[depot * n + node] as number) : (leg[from] as number);
    time += way;
    if (time > (closes[node] as number)) return -1;
    if (time < (opens[node] as number)) time = opens[node] as number;
    time += services[node] as number;
    const shift = duration + way;
    const waits = Math.max((opens[node] as number) - shift - late, 0);
    late = Math.min((closes[node] as number) - shift, late);
    duration = shift + (services[node] as number) + waits;
    length += way;
    from = node;
  }
  const home = distances[from * n + depot] as number;
  if (time + home > (closes[depot] as number) || duration + home > (core.maxDurations[type] as number)) return -1;
  return length + home;
}

/** Gives a route another type, perhaps at another depot. */
export function changeType(core: Core, route: number, type: number): void {
  const old = core.types[route] as number;
  core.free[old] = (core.free[old] as number) + 1;
  core.free[type] = (core.free[type] as number) - 1;
  core.routeCost += (core.fixedCosts[type] as number) - costAs(core, old, core.lengths[route] as number);
  const moves = core.typeDepots[old] !== core.typeDepots[type];
  setType(core, route, type);
  if (!moves) {
    core.routeCost += (core.unitCosts[type] as number) * (core.lengths[route] as number);
    return;
  }
  const depotNode = core.placeCount + route;
  core.leg[depotNode] = UNKNOWN;
  core.leg[core.prev[depotNode] as number] = UNKNOWN;
  core.lengths[route] = 0;
  settle(core, route);
}
