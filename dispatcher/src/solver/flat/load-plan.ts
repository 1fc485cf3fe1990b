import type { Core } from './core.ts';
import { insertAfter, openRoute, openTrip } from './routes.ts';

/** Visits of a vehicle of a type, by place; a depot's number begins another trip. */
export interface TypedRoute {
  readonly type: number;
  readonly visits: readonly number[];
}

/**
 * Makes given routes the plan of an empty core: of each route the visits that hold, in their order, as far as vehicles last.
 * Where vehicles reload, route by route is vehicle by vehicle.
 */
export function loadPlan(core: Core, routes: readonly TypedRoute[]): void {
  routes.forEach(({ type, visits }, vehicle) => {
    if (visits.length === 0) return;
    if (!core.traits.reloads && ((core.free[type] as number) <= 0 || core.activeCount >= core.routeMax)) return;
    let route = core.traits.reloads ? openTrip(core, vehicle, -1) : openRoute(core, type);
    let after = core.placeCount + route;
    for (const place of visits) {
      if (place >= core.firstClient) {
        insertAfter(core, place, after);
        after = place;
      } else if (core.sizes[route] !== 0) {
        route = openTrip(core, vehicle, route);
        after = core.placeCount + route;
      }
    }
  });
}

/** The routes in use with their types. */
export function typedRoutes(core: Core): TypedRoute[] {
  return Array.from(core.active.subarray(0, core.activeCount), (route) => {
    const visits: number[] = [];
    const depotNode = core.placeCount + route;
    for (let node = core.next[depotNode] as number; node !== depotNode; node = core.next[node] as number)
      visits.push(node);
    return { type: core.types[route] as number, visits };
  });
}
