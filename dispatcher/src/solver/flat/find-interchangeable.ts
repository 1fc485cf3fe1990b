import { blinks, type FindPlace, offerRoute } from './find-place.ts';
import { freeMask, tightestType } from './interchange.ts';
import { offerEnds } from './offer-ends.ts';

/**
 * With windows and interchangeable types: a route that may not serve the client, or has no room, may still take it where the
 * vehicle of another type that may serve all of the route is idle.
 */
export const findInterchangeable: FindPlace = (core, fits, client) => {
  const { next, prev, place, leg, legBefore, routeOf, loads, types, distances, distancesTo, placeCount: n } = core;
  const { reach, departs, arrivesBy, capacities, allowed, routeMasks } = core;
  const { before, after, stride, width } = core.neighbours;
  const demand = core.demands[client] as number;
  const opens = core.opens[client] as number;
  const closes = core.closes[client] as number;
  const service = core.services[client] as number;
  const unitCost = core.unitCostMin;
  const mask = (core.typeMasks[client] as number) & freeMask(core);
  const row = client * n;
  let best = core.foundCost;
  let found = -1;
  let change = -1;
  const end = client * stride + width;
  for (let index = client * stride; index < end; index += 2) {
    const from = before[index] as number;
    if (from < 0) break;
    const legIn = before[index + 1] as number;
    if (legIn * unitCost > reach * best) break;
    const open = leg[from] as number;
    if (2 * (legIn - open) * unitCost >= best) continue;
    let time = (departs[from] as number) + legIn;
    if (time > closes) continue;
    const route = routeOf[from] as number;
    if (route < 0) continue;
    const type = types[route] as number;
    const load = (loads[route] as number) + demand;
    const keeps = allowed[type * n + client] === 1 && load <= (capacities[type] as number);
    if (!keeps && (mask & (routeMasks[route] as number)) === 0) continue;
    const to = next[from] as number;
    if (time < opens) time = opens;
    time += service;
    const by = arrivesBy[to] as number;
    if (time > by) continue;
    const legOut = distances[row + (place[to] as number)] as number;
    const cost = (legIn + legOut - open) * unitCost;
    if (cost >= best || time + legOut > by || !fits(core, client, from, to, legIn, legOut)) continue;
    const other = keeps ? -1 : tightestType(core, mask & (routeMasks[route] as number), load);
    if ((!keeps && other < 0) || blinks(core)) continue;
    best = cost;
    found = from;
    change = other;
  }
  for (let index = client * stride; index < end; index += 2) {
    const to = after[index] as number;
    if (to < 0) break;
    const legOut = after[index + 1] as number;
    if (legOut * unitCost > reach * best) break;
    const open = legBefore[to] as number;
    if (2 * (legOut - open) * unitCost >= best) continue;
    const startsBy = (arrivesBy[to] as number) - legOut - service;
    if (startsBy < opens) continue;
    const route = routeOf[to] as number;
    if (route < 0) continue;
    const type = types[route] as number;
    const load = (loads[route] as number) + demand;
    const keeps = allowed[type * n + client] === 1 && load <= (capacities[type] as number);
    if (!keeps && (mask & (routeMasks[route] as number)) === 0) continue;
    const from = prev[to] as number;
    const leaves = departs[from] as number;
    if (leaves > startsBy || leaves > closes) continue;
    const legIn = distancesTo[row + (place[from] as number)] as number;
    const cost = (legIn + legOut - open) * unitCost;
    if (cost >= best || leaves + legIn > startsBy || !fits(core, client, from, to, legIn, legOut)) continue;
    const other = keeps ? -1 : tightestType(core, mask & (routeMasks[route] as number), load);
    if ((!keeps && other < 0) || blinks(core)) continue;
    best = cost;
    found = from;
    change = other;
  }
  core.foundAfter = found;
  core.foundType = change;
  core.foundCost = best;
  offerEnds(core, fits, client);
  offerRoute(core, client);
};
