import { blinks, type FindPlace, offerRoute, offerTrip } from './find-place.ts';
import { offerEnds } from './offer-ends.ts';

/**
 * With windows and several vehicle types, limited durations or reloads. What is cheap and near in memory is asked first:
 * detour, window, eligibility, room; only then the distance that lies far away and the full check of times.
 */
export const findInTypes: FindPlace = (core, fits, client) => {
  const { next, prev, place, leg, legBefore, routeOf, loads, types, distances, distancesTo, placeCount: n } = core;
  const { reach, departs, arrivesBy, capacities, unitCosts, allowed } = core;
  const { before, after, stride, width } = core.neighbours;
  const demand = core.demands[client] as number;
  const opens = core.opens[client] as number;
  const closes = core.closes[client] as number;
  const service = core.services[client] as number;
  const least = core.unitCostMin;
  const row = client * n;
  let best = core.foundCost;
  let found = -1;
  const end = client * stride + width;
  for (let index = client * stride; index < end; index += 2) {
    const from = before[index] as number;
    if (from < 0) break;
    const legIn = before[index + 1] as number;
    if (legIn * least > reach * best) break;
    const open = leg[from] as number;
    if (2 * (legIn - open) * least >= best) continue;
    let time = (departs[from] as number) + legIn;
    if (time > closes) continue;
    const route = routeOf[from] as number;
    if (route < 0) continue;
    const type = types[route] as number;
    if (allowed[type * n + client] === 0 || (loads[route] as number) + demand > (capacities[type] as number)) continue;
    const to = next[from] as number;
    if (time < opens) time = opens;
    time += service;
    const by = arrivesBy[to] as number;
    if (time > by) continue;
    const legOut = distances[row + (place[to] as number)] as number;
    const cost = (legIn + legOut - open) * (unitCosts[type] as number);
    if (cost >= best || time + legOut > by || !fits(core, client, from, to, legIn, legOut) || blinks(core)) continue;
    best = cost;
    found = from;
  }
  for (let index = client * stride; index < end; index += 2) {
    const to = after[index] as number;
    if (to < 0) break;
    const legOut = after[index + 1] as number;
    if (legOut * least > reach * best) break;
    const open = legBefore[to] as number;
    if (2 * (legOut - open) * least >= best) continue;
    const startsBy = (arrivesBy[to] as number) - legOut - service;
    if (startsBy < opens) continue;
    const route = routeOf[to] as number;
    if (route < 0) continue;
    const type = types[route] as number;
    if (allowed[type * n + client] === 0 || (loads[route] as number) + demand > (capacities[type] as number)) continue;
    const from = prev[to] as number;
    const leaves = departs[from] as number;
    if (leaves > startsBy || leaves > closes) continue;
    const legIn = distancesTo[row + (place[from] as number)] as number;
    const cost = (legIn + legOut - open) * (unitCosts[type] as number);
    if (cost >= best || leaves + legIn > startsBy) continue;
    if (!fits(core, client, from, to, legIn, legOut) || blinks(core)) continue;
    best = cost;
    found = from;
  }
  core.foundAfter = found;
  core.foundType = -1;
  core.foundCost = best;
  offerEnds(core, fits, client);
  if (core.traits.reloads) offerTrip(core, client);
  else offerRoute(core, client);
};
