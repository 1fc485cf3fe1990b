import type { Core } from './core.ts';

/** Works out all times of a route anew; where vehicles reload, of the whole chain it belongs to. */
export function retime(core: Core, route: number): void {
  if (!core.traits.windows && !core.traits.durations && !core.traits.reloads) return;
  if (core.traits.reloads) {
    retimeChain(core, core.vehicleOf[route] as number);
    return;
  }
  const node = core.placeCount + route;
  const depot = core.place[node] as number;
  core.departs[node] = core.opens[depot] as number;
  core.arrivesBy[node] = core.closes[depot] as number;
  forward(core, node);
  backward(core, node);
  if (core.traits.durations) {
    heads(core, node, node);
    tails(core, node, node);
  }
}

/** Brings times up to date after a client was put into a route; each pass ends where nothing changes any more. */
export function retimeAround(core: Core, client: number, route: number): void {
  const { traits } = core;
  if (traits.reloads) {
    retimeChain(core, core.vehicleOf[route] as number);
    return;
  }
  if (!traits.windows && !traits.durations) return;
  const { next, prev, leg, opens, closes, services, departs, arrivesBy, placeCount } = core;
  const depotNode = placeCount + route;
  let from = prev[client] as number;
  for (let node = client; node !== depotNode; node = next[node] as number) {
    let time = (departs[from] as number) + (leg[from] as number);
    if (time < (opens[node] as number)) time = opens[node] as number;
    time += services[node] as number;
    if (node !== client && departs[node] === time) break;
    departs[node] = time;
    from = node;
  }
  let to = next[client] as number;
  for (let node = client; node !== depotNode; node = prev[node] as number) {
    let by = (arrivesBy[to] as number) - (leg[node] as number) - (services[node] as number);
    if (by > (closes[node] as number)) by = closes[node] as number;
    if (node !== client && arrivesBy[node] === by) break;
    arrivesBy[node] = by;
    to = node;
  }
  if (traits.durations) {
    heads(core, depotNode, prev[client] as number);
    tails(core, depotNode, next[client] as number);
  }
}

function forward(core: Core, depotNode: number): void {
  const { next, leg, opens, services, departs } = core;
  let time = (departs[depotNode] as number) + (leg[depotNode] as number);
  for (let node = next[depotNode] as number; node !== depotNode; node = next[node] as number) {
    if (time < (opens[node] as number)) time = opens[node] as number;
    time += services[node] as number;
    departs[node] = time;
    time += leg[node] as number;
  }
  core.backAt[depotNode - core.placeCount] = time;
}

function backward(core: Core, depotNode: number): void {
  const { prev, leg, closes, services, arrivesBy } = core;
  let by = arrivesBy[depotNode] as number;
  for (let node = prev[depotNode] as number; node !== depotNode; node = prev[node] as number) {
    by -= (leg[node] as number) + (services[node] as number);
    if (by > (closes[node] as number)) by = closes[node] as number;
    arrivesBy[node] = by;
  }
  core.leavesBy[depotNode - core.placeCount] = by - (leg[depotNode] as number);
}

/**
 * Segments from the depot to each node after `from`, joined as by T. Vidal et al. (2013): a segment takes D when it starts
 * between E and L, and waits for E − start before.
 */
function heads(core: Core, depotNode: number, from: number): void {
  const { next, leg, opens, closes, services, headD, headE, headL, place } = core;
  if (from === depotNode) {
    const depot = place[depotNode] as number;
    headD[depotNode] = 0;
    headE[depotNode] = opens[depot] as number;
    headL[depotNode] = closes[depot] as number;
  }
  let [duration, early, late] = [headD[from] as number, headE[from] as number, headL[from] as number];
  let way = leg[from] as number;
  for (let node = next[from] as number; node !== depotNode; node = next[node] as number) {
    const shift = duration + way;
    const waits = Math.max((opens[node] as number) - shift - late, 0);
    duration = shift + (services[node] as number) + waits;
    early = Math.max((opens[node] as number) - shift, early) - waits;
    late = Math.min((closes[node] as number) - shift, late);
    headD[node] = duration;
    headE[node] = early;
    headL[node] = late;
    way = leg[node] as number;
  }
}

/** Segments from each node before `to` to the depot. */
function tails(core: Core, depotNode: number, to: number): void {
  const { prev, leg, opens, closes, services, tailD, tailE, tailL, place } = core;
  if (to === depotNode) {
    const depot = place[depotNode] as number;
    tailD[depotNode] = 0;
    tailE[depotNode] = opens[depot] as number;
    tailL[depotNode] = closes[depot] as number;
  }
  let [duration, early, late] = [tailD[to] as number, tailE[to] as number, tailL[to] as number];
  for (let node = prev[to] as number; node !== depotNode; node = prev[node] as number) {
    const shift = (services[node] as number) + (leg[node] as number);
    const waits = Math.max(early - shift - (closes[node] as number), 0);
    duration += shift + waits;
    early = Math.max(early - shift, opens[node] as number) - waits;
    late = Math.min(late - shift, closes[node] as number);
    tailD[node] = duration;
    tailE[node] = early;
    tailL[node] = late;
  }
}

/** All trips of a vehicle: each leaves when the one before is back and all its goods are there. */
export function retimeChain(core: Core, vehicle: number): void {
  const { placeCount, place, opens, closes, readyAt, backAt, departs, arrivesBy, leavesBy, firstTrip, lastTrip } = core;
  let free = -1;
  for (let route = firstTrip[vehicle] as number; route >= 0; route = core.laterTrip[route] as number) {
    const node = placeCount + route;
    if (free < 0) free = opens[place[node] as number] as number;
    departs[node] = Math.max(free, readyAt[route] as number);
    forward(core, node);
    heads(core, node, node);
    free = backAt[route] as number;
  }
  let by = -1;
  for (let route = lastTrip[vehicle] as number; route >= 0; route = core.earlierTrip[route] as number) {
    const node = placeCount + route;
    if (by < 0) by = closes[place[node] as number] as number;
    arrivesBy[node] = by;
    backward(core, node);
    by = leavesBy[route] as number;
  }
}
