import type { Core } from './core.ts';
import { below, draw, draws, happens } from './random.ts';
import { closeRoute, settle, unlink } from './routes.ts';
import { touch, type Undo } from './undo.ts';

export interface RuinSizes {
  /** Clients taken out per round on average. */
  mean: number;
  /** Longest string taken from one route. */
  stringMax: number;
}

/** Half of the strings keep some clients in their middle; how many grows with this chance. */
const splitChance = 0.5;
const keepMoreChance = 0.01;
/**
 * Where vehicles may serve some clients only, so many rounds ruin routes of just two types: the seed's own and another that
 * may serve it. Else neighbouring routes that can exchange nothing take up most of a ruin.
 */
const partnerChance = 0.7;

/**
 * Takes strings of neighbouring visits out of routes near one client ("Slack Induction by String Removals", J. Christiaens and
 * G. Vanden Berghe, 2020). The clients are in the undo's `removed`; times of the ruined routes are worked out anew.
 */
export function ruin(core: Core, undo: Undo, sizes: RuinSizes, seedClient: number): void {
  const { routeOf } = core;
  const { near, nearWidth } = core.neighbours;
  const planned = core.placeCount - core.firstClient - core.absentCount;
  const meanSize = planned / Math.max(1, core.activeCount);
  const lengthMax = Math.max(1, Math.min(sizes.stringMax, meanSize));
  const stringsMax = Math.max(1, (4 * sizes.mean) / (1 + lengthMax) - 1);
  const strings = Math.floor(1 + (draw(core) / draws) * stringsMax);
  const firstTouched = undo.routeCount;
  const partner = core.traits.restricted && happens(core, partnerChance) ? partnerType(core, seedClient) : -1;
  const own = partner < 0 ? -1 : (routeOf[seedClient] as number) < 0 ? partner : typeOfRoute(core, seedClient);

  let taken = 0;
  for (let index = -1; index < nearWidth && taken < strings; index++) {
    const client = index < 0 ? seedClient : (near[seedClient * nearWidth + index] as number);
    if (client < 0) break;
    const route = routeOf[client] as number;
    if (route < 0 || undo.routeStamp[route] === undo.round) continue;
    if (partner >= 0 && core.types[route] !== partner && core.types[route] !== own) continue;
    touch(core, undo, route);
    const size = core.sizes[route] as number;
    const length = Math.floor(1 + (draw(core) / draws) * Math.min(size, lengthMax));
    if (length < size && length > 1 && happens(core, splitChance)) takeSplit(core, undo, client, length, size);
    else takeString(core, undo, client, length, 0, 0);
    taken += 1;
  }

  for (let entry = firstTouched; entry < undo.routeCount; entry++) {
    const route = undo.routes[entry] as number;
    settle(core, route);
    if (core.sizes[route] === 0) closeRoute(core, route);
  }
}

function typeOfRoute(core: Core, client: number): number {
  return core.types[core.routeOf[client] as number] as number;
}

/** A type that may serve the client, drawn by chance. */
function partnerType(core: Core, client: number): number {
  const first = below(core, core.typeCount);
  for (let step = 0; step < core.typeCount; step++) {
    const type = (first + step) % core.typeCount;
    if (core.allowed[type * core.placeCount + client] === 1) return type;
  }
  return -1;
}

function takeSplit(core: Core, undo: Undo, client: number, length: number, size: number): void {
  let kept = 1;
  while (length + kept < size && happens(core, keepMoreChance)) kept += 1;
  takeString(core, undo, client, length + kept, kept, 1 + below(core, length - 1));
}

/** Takes `span` visits in a row that hold the client, but for `kept` of them after the first `lead`. */
function takeString(core: Core, undo: Undo, client: number, span: number, kept: number, lead: number): void {
  const { next, prev, placeCount } = core;
  let behind = 0;
  for (let node = prev[client] as number; node < placeCount && behind < span - 1; node = prev[node] as number)
    behind += 1;
  let ahead = 0;
  for (let node = next[client] as number; node < placeCount && ahead < span - 1; node = next[node] as number)
    ahead += 1;
  const least = Math.max(0, span - 1 - ahead);
  let back = least + below(core, Math.min(behind, span - 1) - least + 1);
  let node = client;
  for (; back > 0; back--) node = prev[node] as number;
  for (let step = 0; step < span && node < placeCount; step++) {
    const following = next[node] as number;
    if (step < lead || step >= lead + kept) {
      unlink(core, node);
      undo.clientStamp[node] = undo.round;
      undo.removed[undo.removedCount] = node;
      undo.removedCount += 1;
    }
    node = following;
  }
}
