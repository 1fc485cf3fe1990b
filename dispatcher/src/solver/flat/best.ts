import type { Core } from './core.ts';
import { activate, chain, deactivate, joinAbsent, leaveAbsent, measure, setType, UNKNOWN } from './routes.ts';
import { retime } from './timing.ts';

/** The best plan so far, as a copy of the few arrays that tell it. */
export interface Best {
  cost: number;
  missing: number;
  readonly next: Int32Array;
  readonly active: Int32Array;
  activeCount: number;
  readonly types: Int32Array;
  /** Vehicle and place in its chain, where vehicles reload. */
  readonly vehicleOf: Int32Array;
  readonly firstTrip: Int32Array;
  readonly laterTrip: Int32Array;
}

export function createBest(core: Core): Best {
  const best: Best = {
    cost: Number.POSITIVE_INFINITY,
    missing: Number.POSITIVE_INFINITY,
    next: core.next.slice(),
    active: core.active.slice(),
    activeCount: 0,
    types: core.types.slice(),
    vehicleOf: core.vehicleOf.slice(),
    firstTrip: core.firstTrip.slice(),
    laterTrip: core.laterTrip.slice(),
  };
  return best;
}

export function keepBest(core: Core, best: Best): void {
  best.cost = core.routeCost + core.absentCost;
  best.missing = core.missingCount;
  best.next.set(core.next);
  best.active.set(core.active);
  best.activeCount = core.activeCount;
  if (core.typeCount > 1) best.types.set(core.types);
  if (!core.traits.reloads) return;
  best.vehicleOf.set(core.vehicleOf);
  best.firstTrip.set(core.firstTrip);
  best.laterTrip.set(core.laterTrip);
}

/** Makes the best plan the present one. */
export function returnToBest(core: Core, best: Best): void {
  const { placeCount: n, next, routeOf } = core;
  empty(core);
  if (core.traits.reloads) {
    for (let vehicle = 0; vehicle < core.firstTrip.length; vehicle++) {
      let after = -1;
      for (let route = best.firstTrip[vehicle] as number; route >= 0; route = best.laterTrip[route] as number) {
        chain(core, vehicle, route, after);
        if (after < 0) core.routeCost += core.fixedCosts[core.instance.vehicles?.[vehicle] ?? 0] as number;
        after = route;
      }
    }
  }
  for (let at = 0; at < best.activeCount; at++) {
    const route = best.active[at] as number;
    activate(core, route);
    const type = best.types[route] as number;
    setType(core, route, type);
    if (!core.traits.reloads) {
      core.free[type] = (core.free[type] as number) - 1;
      core.routeCost += core.fixedCosts[type] as number;
    }
    const depotNode = n + route;
    core.lengths[route] = 0;
    for (let node = depotNode; ; ) {
      const following = best.next[node] as number;
      next[node] = following;
      core.leg[node] = UNKNOWN;
      if (following === depotNode) break;
      routeOf[following] = route;
      leaveAbsent(core, following);
      node = following;
    }
  }
  for (let at = 0; at < best.activeCount; at++) measure(core, best.active[at] as number);
  for (let at = 0; at < best.activeCount; at++) retime(core, best.active[at] as number);
}

/** Takes every client out and closes every route. */
export function empty(core: Core): void {
  for (let client = core.firstClient; client < core.placeCount; client++) {
    if ((core.routeOf[client] as number) < 0) continue;
    core.routeOf[client] = -1;
    joinAbsent(core, client);
  }
  while (core.activeCount > 0) {
    const route = core.active[0] as number;
    const type = core.types[route] as number;
    if (!core.traits.reloads) core.free[type] = (core.free[type] as number) + 1;
    core.lengths[route] = 0;
    deactivate(core, route);
  }
  core.firstTrip.fill(-1);
  core.lastTrip.fill(-1);
  core.tripCounts.fill(0);
  core.routeCost = 0;
}
