import type { Core } from './core.ts';
import { offerPosition } from './find-place.ts';
import type { Fits } from './fits.ts';
import { happens } from './random.ts';

/** Share of the looks that also ask at the ends of all routes. */
const endsShare = 0.3;

/**
 * A client on the way to a far first visit, or home from a far last one, costs little there, but neither depot nor that visit is
 * among its neighbours: now and then a look asks at both ends of every route.
 */
export function offerEnds(core: Core, fits: Fits, client: number): void {
  if (!happens(core, endsShare)) return;
  const { next, prev, active, activeCount, types, loads, capacities, allowed, placeCount: n } = core;
  const demand = core.demands[client] as number;
  for (let at = 0; at < activeCount; at++) {
    const route = active[at] as number;
    const type = types[route] as number;
    // Only as the route is: to look for another type for it at every end costs more than it finds.
    if (allowed[type * n + client] === 0 || (loads[route] as number) + demand > (capacities[type] as number)) continue;
    const depotNode = n + route;
    offerPosition(core, fits, client, depotNode, next[depotNode] as number);
    offerPosition(core, fits, client, prev[depotNode] as number, depotNode);
  }
}
