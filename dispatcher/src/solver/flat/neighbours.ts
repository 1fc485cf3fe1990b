import type { Instance } from './instance.ts';

/** Flat lists, `width` numbers for each place; depots have none. */
export interface Neighbours {
  /** Clients by distance, nearest first: where a ruin spreads. */
  readonly near: Int32Array;
  readonly nearWidth: number;
  /**
   * Clients that may well come right before, and right after, a client, each followed by the distance between the two, so that
   * a scan runs straight through the cache: the first `width` numbers of each row of `stride`.
   */
  readonly before: Int32Array;
  readonly after: Int32Array;
  readonly stride: number;
  readonly width: number;
}

interface Widths {
  readonly near: number;
  readonly beside: number;
}

/** How much a second of forced waiting counts against a unit of distance in the choice of neighbours (T. Vidal et al., 2013). */
const waitingWeight = 0.2;

/** Neighbour lists; those for insertion leave out pairs whose windows rule each other out. */
export function findNeighbours(instance: Instance, distances: Int32Array, windows: boolean, widths: Widths): Neighbours {
  const { placeCount: n, depotCount, opens, closes, serviceTimes, releases } = instance;
  const clients = n - depotCount;
  const nearWidth = Math.max(0, Math.min(widths.near, clients - 1));
  const width = Math.max(0, Math.min(widths.beside, clients - 1));
  const near = new Int32Array(n * nearWidth).fill(-1);
  const before = windows ? new Int32Array(n * width).fill(-1) : near;
  const after = windows ? new Int32Array(n * width).fill(-1) : near;
  const keys = new Float64Array(n);
  const heap = new Int32Array(Math.max(nearWidth, width));

  for (let client = depotCount; client < n; client++) {
    for (let other = depotCount; other < n; other++) keys[other] = distances[client * n + other] as number;
    keys[client] = Number.POSITIVE_INFINITY;
    pickSmallest(keys, depotCount, heap, nearWidth, near, client * nearWidth);
    if (!windows) continue;
    for (let other = depotCount; other < n; other++)
      keys[other] = other === client ? Number.POSITIVE_INFINITY : proximity(other, client);
    pickSmallest(keys, depotCount, heap, width, before, client * width);
    for (let other = depotCount; other < n; other++)
      keys[other] = other === client ? Number.POSITIVE_INFINITY : proximity(client, other);
    pickSmallest(keys, depotCount, heap, width, after, client * width);
  }
  const stride = 2 * (windows ? width : nearWidth);
  return {
    near,
    nearWidth,
    before: withLegs(before, (client, other) => distances[other * n + client] as number),
    after: withLegs(after, (client, other) => distances[client * n + other] as number),
    stride,
    width: 2 * width,
  };

  function withLegs(lists: Int32Array, distance: (client: number, other: number) => number): Int32Array {
    const pairs = new Int32Array(2 * lists.length);
    for (let at = 0; at < lists.length; at++) {
      const other = lists[at] as number;
      pairs[2 * at] = other;
      pairs[2 * at + 1] = other < 0 ? 0 : distance(Math.floor((2 * at) / stride), other);
    }
    return pairs;
  }

  /** Of visiting `to` right after `from`; infinite where it cannot be in time. */
  function proximity(from: number, to: number): number {
    const distance = distances[from * n + to] as number;
    const fromOpens = Math.max(opens[from] as number, releases[from] as number);
    const early = fromOpens + (serviceTimes[from] as number) + distance;
    if (early > (closes[to] as number)) return Number.POSITIVE_INFINITY;
    const waiting = (opens[to] as number) - distance - (serviceTimes[from] as number) - (closes[from] as number);
    return distance + waitingWeight * Math.max(0, waiting);
  }
}

/** Writes the indices of the `count` smallest finite keys in rising order; −1 fills the rest. A max-heap holds the smallest so far. */
function pickSmallest(
  keys: Float64Array,
  first: number,
  heap: Int32Array,
  count: number,
  out: Int32Array,
  at: number,
): void {
  let size = 0;
  for (let index = first; index < keys.length; index++) {
    const key = keys[index] as number;
    if (key === Number.POSITIVE_INFINITY) continue;
    if (size < count) {
      heap[size] = index;
      size += 1;
      for (let child = size - 1; child > 0; ) {
        const parent = (child - 1) >> 1;
        if ((keys[heap[parent] as number] as number) >= (keys[heap[child] as number] as number)) break;
        exchange(heap, parent, child);
        child = parent;
      }
    } else if (count > 0 && key < (keys[heap[0] as number] as number)) {
      heap[0] = index;
      sink(keys, heap, size);
    }
  }
  while (size > 0) {
    size -= 1;
    out[at + size] = heap[0] as number;
    heap[0] = heap[size] as number;
    sink(keys, heap, size);
  }
}

function sink(keys: Float64Array, heap: Int32Array, size: number): void {
  for (let parent = 0; ; ) {
    let child = 2 * parent + 1;
    if (child >= size) return;
    if (child + 1 < size && (keys[heap[child + 1] as number] as number) > (keys[heap[child] as number] as number))
      child += 1;
    if ((keys[heap[parent] as number] as number) >= (keys[heap[child] as number] as number)) return;
    exchange(heap, parent, child);
    parent = child;
  }
}

function exchange(heap: Int32Array, a: number, b: number): void {
  const kept = heap[a] as number;
  heap[a] = heap[b] as number;
  heap[b] = kept;
}
