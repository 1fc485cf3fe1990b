import type { Core } from './core.ts';

/** Whether a client between two neighbouring nodes of a route keeps all times; the legs to and from it are known. */
export type Fits = (core: Core, client: number, from: number, to: number, legIn: number, legOut: number) => boolean;

/** The check that an instance needs, chosen once. */
export function chooseFits(core: Core): Fits {
  if (core.traits.reloads) return fitsTrip;
  if (core.traits.durations) return fitsDuration;
  return core.traits.windows ? fitsWindows : fitsAlways;
}

const fitsAlways: Fits = () => true;

const fitsWindows: Fits = (core, client, from, to, legIn, legOut) => {
  let time = (core.departs[from] as number) + legIn;
  if (time > (core.closes[client] as number)) return false;
  if (time < (core.opens[client] as number)) time = core.opens[client] as number;
  return time + (core.services[client] as number) + legOut <= (core.arrivesBy[to] as number);
};

const fitsDuration: Fits = (core, client, from, to, legIn, legOut) => {
  if (!fitsWindows(core, client, from, to, legIn, legOut)) return false;
  const opens = core.opens[client] as number;
  const closes = core.closes[client] as number;
  let shift = (core.headD[from] as number) + legIn;
  let waits = Math.max(opens - shift - (core.headL[from] as number), 0);
  const duration = shift + (core.services[client] as number) + waits;
  const late = Math.min(closes - shift, core.headL[from] as number);
  shift = duration + legOut;
  waits = Math.max((core.tailE[to] as number) - shift - late, 0);
  const route = core.routeOf[to] as number;
  return shift + (core.tailD[to] as number) + waits <= (core.maxDurations[core.types[route] as number] as number);
};

/** A later release holds the whole trip back, so its first part is looked at as a segment that may start later. */
const fitsTrip: Fits = (core, client, from, to, legIn, legOut) => {
  const depotNode = core.placeCount + (core.routeOf[to] as number);
  const release = core.releases[client] as number;
  let time = core.departs[from] as number;
  if (release > (core.departs[depotNode] as number)) {
    if (release > (core.headL[from] as number)) return false;
    time = Math.max(release, core.headE[from] as number) + (core.headD[from] as number);
  }
  time += legIn;
  if (time > (core.closes[client] as number)) return false;
  if (time < (core.opens[client] as number)) time = core.opens[client] as number;
  return time + (core.services[client] as number) + legOut <= (core.arrivesBy[to] as number);
};
