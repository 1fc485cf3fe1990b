import type { Core } from './core.ts';
import { blinks } from './find-place.ts';
import type { Fits } from './fits.ts';
import { happens } from './random.ts';

/** One look in so many also asks for a place at the ends of all routes. */
const endsChance = 0.3;

/**
 * A client on the way to a far first visit, or home from a far last one, costs little there, but neither depot nor that visit is
 * among its neighbours: now and then a look asks at both ends of every route.
 */
export function offerEnds(core: Core, fits: Fits, client: number): void {
  if (!happens(core, endsChance)) return;
  const { next, prev, leg, place, active, activeCount, loads, types, distances, distancesTo, placeCount: n } = core;
  const { capacities, unitCosts, allowed, departs, arrivesBy } = core;
  const demand = core.demands[client] as number;
  const opens = core.opens[client] as number;
  const closes = core.closes[client] as number;
  const service = core.services[client] as number;
  const row = client * n;
  let best = core.foundCost;
  for (let at = 0; at < activeCount; at++) {
    const route = active[at] as number;
    const type = types[route] as number;
    if (allowed[type * n + client] === 0 || (loads[route] as number) + demand > (capacities[type] as number)) continue;
    const unitCost = unitCosts[type] as number;
    const depotNode = n + route;
    const depot = place[depotNode] as number;

    const first = next[depotNode] as number;
    const legIn = distancesTo[row + depot] as number;
    const legOn = distances[row + (place[first] as number)] as number;
    const costFirst = (legIn + legOn - (leg[depotNode] as number)) * unitCost;
    if (costFirst < best) {
      const arrives = (departs[depotNode] as number) + legIn;
      const starts = Math.max(arrives, opens);
      const inTime = starts <= closes && starts + service + legOn <= (arrivesBy[first] as number);
      if (inTime && fits(core, client, depotNode, first, legIn, legOn) && !blinks(core)) {
        best = costFirst;
        core.foundAfter = depotNode;
        core.foundType = -1;
      }
    }

    const last = prev[depotNode] as number;
    const legFrom = distancesTo[row + (place[last] as number)] as number;
    const legHome = distances[row + depot] as number;
    const costLast = (legFrom + legHome - (leg[last] as number)) * unitCost;
    if (costLast < best) {
      const arrives = (departs[last] as number) + legFrom;
      const starts = Math.max(arrives, opens);
      const inTime = starts <= closes && starts + service + legHome <= (arrivesBy[depotNode] as number);
      if (inTime && fits(core, client, last, depotNode, legFrom, legHome) && !blinks(core)) {
        best = costLast;
        core.foundAfter = last;
        core.foundType = -1;
      }
    }
  }
  core.foundCost = best;
}
