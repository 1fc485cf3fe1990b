import type { Core } from './core.ts';
import { below, happens } from './random.ts';
import { setType } from './routes.ts';
import { touch, type Undo } from './undo.ts';

/** One bit for each type with an idle vehicle. */
export function freeMask(core: Core): number {
  let mask = 0;
  for (let type = 0; type < core.typeCount; type++) if ((core.free[type] as number) > 0) mask |= 1 << type;
  return mask;
}

/** The type of a mask with the least room that holds a load, −1 = none. */
export function tightestType(core: Core, mask: number, load: number): number {
  let best = -1;
  for (let rest = mask; rest !== 0; rest &= rest - 1) {
    const type = 31 - Math.clz32(rest & -rest);
    const room = core.capacities[type] as number;
    if (room >= load && (best < 0 || room < (core.capacities[best] as number))) best = type;
  }
  return best;
}

/**
 * Where a route's type costs nothing, touched routes change theirs by chance, to an idle vehicle's or another route's: what
 * a route may take in next changes with it.
 */
export function interchangeTypes(core: Core, undo: Undo): void {
  const touched = undo.routeCount;
  const free = freeMask(core);
  for (let entry = 0; entry < touched; entry++) {
    const route = undo.routes[entry] as number;
    if ((core.activeAt[route] as number) >= core.activeCount) continue;
    const idle = (core.routeMasks[route] as number) & free;
    if (idle !== 0 && happens(core, 0.5)) takeIdle(core, route, idle);
    else exchangeWith(core, undo, route, core.active[below(core, core.activeCount)] as number);
  }
}

function takeIdle(core: Core, route: number, mask: number): void {
  const own = core.types[route] as number;
  const type = below(core, core.typeCount);
  if ((mask & (1 << type)) === 0 || (core.free[type] as number) <= 0) return;
  if ((core.capacities[type] as number) < (core.loads[route] as number)) return;
  core.free[own] = (core.free[own] as number) + 1;
  core.free[type] = (core.free[type] as number) - 1;
  setType(core, route, type);
}

function exchangeWith(core: Core, undo: Undo, route: number, other: number): void {
  const { types, loads, capacities, routeMasks } = core;
  const own = types[route] as number;
  const type = types[other] as number;
  if (own === type || ((routeMasks[route] as number) & (1 << type)) === 0) return;
  if (((routeMasks[other] as number) & (1 << own)) === 0) return;
  if ((loads[route] as number) > (capacities[type] as number)) return;
  if ((loads[other] as number) > (capacities[own] as number)) return;
  touch(core, undo, other);
  setType(core, route, type);
  setType(core, other, own);
}
