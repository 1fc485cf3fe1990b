import { blinks, type FindPlace, offerRoute } from './find-place.ts';
import { offerEnds } from './offer-ends.ts';

/**
 * For one vehicle type at unit cost without windows. Only positions that would be the best so far are blinked at: passing
 * over others changes nothing. Both lists of neighbours are the same here, so each neighbour is looked at from both sides.
 */
export const findWithoutWindows: FindPlace = (core, _fits, client) => {
  const { next, prev, place, leg, legBefore, routeOf, loads, distances, distancesTo, placeCount: n } = core;
  const { after, stride, width } = core.neighbours;
  const room = (core.capacities[0] as number) - (core.demands[client] as number);
  const row = client * n;
  const { reach } = core;
  let best = core.foundCost;
  let found = -1;
  const end = client * stride + width;
  for (let index = client * stride; index < end; index += 2) {
    const beside = after[index] as number;
    const way = after[index + 1] as number;
    if (way > reach * best) break;
    const legOn = leg[beside] as number;
    const legBack = legBefore[beside] as number;
    // By the triangle inequality the detour is at least twice what the new leg exceeds the leg it breaks.
    const least = 2 * way - best;
    const pastOn = least < 2 * legOn;
    if (!pastOn && least >= 2 * legBack) continue;
    const route = routeOf[beside] as number;
    if (route < 0 || (loads[route] as number) > room) continue;
    if (pastOn) {
      const cost = way + (distances[row + (place[next[beside] as number] as number)] as number) - legOn;
      if (cost < best && !blinks(core)) {
        best = cost;
        found = beside;
      }
    }
    if (least < 2 * legBack) {
      const from = prev[beside] as number;
      const cost = way + (distancesTo[row + (place[from] as number)] as number) - legBack;
      if (cost < best && !blinks(core)) {
        best = cost;
        found = from;
      }
    }
  }
  core.foundAfter = found;
  core.foundType = -1;
  core.foundCost = best;
  offerRoute(core, client);
};

/** The same with windows; what can be known of time is looked at before the distance that lies far away in memory. */
export const findInWindows: FindPlace = (core, fits, client) => {
  const { next, prev, place, leg, legBefore, routeOf, loads, distances, distancesTo, placeCount: n } = core;
  const { departs, arrivesBy } = core;
  const { before, after, stride, width } = core.neighbours;
  const room = (core.capacities[0] as number) - (core.demands[client] as number);
  const opens = core.opens[client] as number;
  const closes = core.closes[client] as number;
  const service = core.services[client] as number;
  const row = client * n;
  const { reach } = core;
  let best = core.foundCost;
  let found = -1;
  const end = client * stride + width;
  for (let index = client * stride; index < end; index += 2) {
    const from = before[index] as number;
    if (from < 0) break;
    const legIn = before[index + 1] as number;
    if (legIn > reach * best) break;
    const open = leg[from] as number;
    if (2 * (legIn - open) >= best) continue;
    let time = (departs[from] as number) + legIn;
    if (time > closes) continue;
    const route = routeOf[from] as number;
    if (route < 0 || (loads[route] as number) > room) continue;
    const to = next[from] as number;
    if (time < opens) time = opens;
    time += service;
    const by = arrivesBy[to] as number;
    if (time > by) continue;
    const legOut = distances[row + (place[to] as number)] as number;
    const cost = legIn + legOut - open;
    if (cost >= best || time + legOut > by || blinks(core)) continue;
    best = cost;
    found = from;
  }
  for (let index = client * stride; index < end; index += 2) {
    const to = after[index] as number;
    if (to < 0) break;
    const legOut = after[index + 1] as number;
    if (legOut > reach * best) break;
    const open = legBefore[to] as number;
    if (2 * (legOut - open) >= best) continue;
    const startsBy = (arrivesBy[to] as number) - legOut - service;
    if (startsBy < opens) continue;
    const route = routeOf[to] as number;
    if (route < 0 || (loads[route] as number) > room) continue;
    const from = prev[to] as number;
    const leaves = departs[from] as number;
    if (leaves > startsBy || leaves > closes) continue;
    const legIn = distancesTo[row + (place[from] as number)] as number;
    const cost = legIn + legOut - open;
    if (cost >= best || leaves + legIn > startsBy || leaves + legIn > closes || blinks(core)) continue;
    best = cost;
    found = from;
  }
  core.foundAfter = found;
  core.foundType = -1;
  core.foundCost = best;
  offerEnds(core, fits, client);
  offerRoute(core, client);
};
