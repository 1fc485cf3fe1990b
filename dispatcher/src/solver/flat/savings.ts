import type { Core } from './core.ts';
import { tightestType } from './interchange.ts';
import { type Chains, openChains } from './open-chains.ts';

/** Index bits beside a saving in one sortable number. */
const indexRange = 2 ** 21;
/** How much a second of forced waiting counts against a unit of distance saved. */
const waitingWeight = 0.2;

/**
 * First plan by savings (G. Clarke and J. Wright, 1964) over neighbour pairs only; with windows a chain is joined in its own
 * direction and only where it stays in time. Chains beyond the fleet are left out for others to insert.
 */
export function planBySavings(core: Core): void {
  const chains = createChains(core);
  const ranked = rankSavings(core, chains);
  const { after, stride } = core.neighbours;
  for (let rank = ranked.length - 1; rank >= 0; rank--) {
    const index = (ranked[rank] as number) % indexRange;
    join(core, chains, Math.floor(index / stride), after[index] as number);
  }
  openChains(core, chains);
}

function createChains(core: Core): Chains {
  const { placeCount: n, opens, closes, services, distances, demands } = core;
  const types = new Int32Array(n).fill(-1);
  const departs = new Int32Array(n);
  const arrivesBy = new Int32Array(n);
  for (let client = core.firstClient; client < n; client++) {
    const type = cheapestType(core, client);
    types[client] = type;
    if (type < 0) continue;
    const depot = core.typeDepots[type] as number;
    const arrives = (opens[depot] as number) + (distances[depot * n + client] as number);
    departs[client] = Math.max(arrives, opens[client] as number) + (services[client] as number);
    const homeBy = (closes[depot] as number) - (distances[client * n + depot] as number);
    arrivesBy[client] = Math.min(closes[client] as number, homeBy - (services[client] as number));
  }
  const own = () => Int32Array.from({ length: n }, (_, place) => place);
  return {
    later: new Int32Array(n).fill(-1),
    earlier: new Int32Array(n).fill(-1),
    chainOf: own(),
    first: own(),
    last: own(),
    loads: demands.slice(),
    departs,
    arrivesBy,
    types,
    masks: core.typeMasks.slice(),
  };
}

function cheapestType(core: Core, client: number): number {
  const { placeCount: n, distances, capacities } = core;
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let type = 0; type < core.typeCount; type++) {
    if (core.allowed[type * n + client] === 0 || core.free[type] === 0) continue;
    const depot = core.typeDepots[type] as number;
    const way = (distances[depot * n + client] as number) + (distances[client * n + depot] as number);
    const cost = (core.fixedCosts[type] as number) + (core.unitCosts[type] as number) * way;
    // Where sizes differ, what a unit of room costs tells more than what one client alone costs.
    const weighed = core.traits.sizes ? cost / Math.min(capacities[type] as number, meanLoad(core)) : cost;
    if (weighed >= least) continue;
    least = weighed;
    best = type;
  }
  return best;
}

/** What all clients together weigh per vehicle of a limited fleet: no chain needs much more room. */
function meanLoad(core: Core): number {
  let sum = 0;
  for (let client = core.firstClient; client < core.placeCount; client++) sum += core.demands[client] as number;
  return Math.max(1, (2 * sum) / (core.instance.vehicles?.length ?? 1));
}

function rankSavings(core: Core, chains: Chains): Float64Array {
  const { placeCount: n, distances, opens, closes, services } = core;
  const { after, stride, width } = core.neighbours;
  const ranked = new Float64Array(((n - core.firstClient) * width) / 2);
  let count = 0;
  for (let from = core.firstClient; from < n; from++) {
    const type = chains.types[from] as number;
    if (type < 0) continue;
    const depot = core.typeDepots[type] as number;
    for (let index = from * stride; index < from * stride + width; index += 2) {
      const to = after[index] as number;
      if (to < 0) break;
      if (!core.traits.interchangeable && chains.types[to] !== type) continue;
      if ((chains.types[to] as number) < 0 || (!core.traits.windows && to < from && isNear(core, to, from))) continue;
      const way = distances[from * n + to] as number;
      const waiting = (opens[to] as number) - (closes[from] as number) - (services[from] as number) - way;
      const saving =
        (distances[from * n + depot] as number) +
        (distances[depot * n + to] as number) -
        way -
        waitingWeight * Math.max(0, waiting);
      if (saving <= 0) continue;
      ranked[count] = Math.floor(saving) * indexRange + index;
      count += 1;
    }
  }
  return ranked.subarray(0, count).sort();
}

/** Whether the pair is in the other's list too, and so ranked already. */
function isNear(core: Core, client: number, other: number): boolean {
  const { after, stride, width } = core.neighbours;
  for (let index = client * stride; index < client * stride + width; index += 2)
    if (after[index] === other) return true;
  return false;
}

function join(core: Core, chains: Chains, from: number, to: number): void {
  const { chainOf, first, last, loads, types } = chains;
  const head = chainOf[from] as number;
  const tail = chainOf[to] as number;
  if (head === tail) return;
  const load = (loads[head] as number) + (loads[tail] as number);
  const mask = (chains.masks[head] as number) & (chains.masks[tail] as number);
  if (core.traits.interchangeable) {
    if (tightestType(core, mask, load) < 0) return;
  } else if (load > (core.capacities[types[from] as number] as number)) return;
  if (!core.traits.windows && !core.traits.durations) {
    if (first[head] === from && last[head] !== from) turn(chains, head);
    if (last[tail] === to && first[tail] !== to) turn(chains, tail);
  }
  if (last[head] !== from || first[tail] !== to || !staysInTime(core, chains, from, to)) return;
  chains.later[from] = to;
  chains.earlier[to] = from;
  last[head] = last[tail] as number;
  loads[head] = load;
  chains.masks[head] = mask;
  for (let client = to; client >= 0; client = chains.later[client] as number) chainOf[client] = head;
  if (core.traits.windows) retimeChains(core, chains, from, to);
}

function turn({ later, earlier, first, last }: Chains, chain: number): void {
  for (let client = first[chain] as number; client >= 0; ) {
    const following = later[client] as number;
    later[client] = earlier[client] as number;
    earlier[client] = following;
    client = following;
  }
  const kept = first[chain] as number;
  first[chain] = last[chain] as number;
  last[chain] = kept;
}

function staysInTime(core: Core, chains: Chains, from: number, to: number): boolean {
  if (!core.traits.windows && !core.traits.durations) return true;
  const { placeCount: n, distances } = core;
  const arrives = (chains.departs[from] as number) + (distances[from * n + to] as number);
  if (core.traits.windows && arrives > (chains.arrivesBy[to] as number)) return false;
  return !core.traits.durations || joinedDuration(core, chains, from, to);
}

/** Walks the joined chain from its depot: its shortest duration, as segments are joined in `timing.ts`. */
function joinedDuration(core: Core, chains: Chains, from: number, to: number): boolean {
  const { placeCount: n, distances, opens, closes, services } = core;
  const type = chains.types[from] as number;
  const depot = core.typeDepots[type] as number;
  let [duration, late] = [0, closes[depot] as number];
  let before = depot;
  const start = chains.first[chains.chainOf[from] as number] as number;
  for (let client = start; client >= 0; ) {
    const shift = duration + (distances[before * n + client] as number);
    const waits = Math.max((opens[client] as number) - shift - late, 0);
    late = Math.min((closes[client] as number) - shift, late);
    duration = shift + (services[client] as number) + waits;
    before = client;
    client = client === from ? to : (chains.later[client] as number);
  }
  return duration + (distances[before * n + depot] as number) <= (core.maxDurations[type] as number);
}

function retimeChains(core: Core, chains: Chains, from: number, to: number): void {
  const { placeCount: n, distances, opens, closes, services } = core;
  const { later, earlier, departs, arrivesBy } = chains;
  for (let before = from, client = to; client >= 0; before = client, client = later[client] as number) {
    const arrives = (departs[before] as number) + (distances[before * n + client] as number);
    departs[client] = Math.max(arrives, opens[client] as number) + (services[client] as number);
  }
  for (let following = to, client = from; client >= 0; following = client, client = earlier[client] as number) {
    const by = (arrivesBy[following] as number) - (distances[client * n + following] as number);
    arrivesBy[client] = Math.min(closes[client] as number, by - (services[client] as number));
  }
}
