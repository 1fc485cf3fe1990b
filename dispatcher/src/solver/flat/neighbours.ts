import type { Instance } from './instance.ts';
import { createPicker, offer, takeSorted } from './pick-smallest.ts';

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
export function findNeighbours(
  instance: Instance,
  distances: Int32Array,
  windows: boolean,
  widths: Widths,
): Neighbours {
  const { placeCount: n, depotCount, opens, closes, serviceTimes, releases } = instance;
  const clients = n - depotCount;
  const nearWidth = Math.max(0, Math.min(widths.near, clients - 1));
  const width = Math.max(0, Math.min(widths.beside, clients - 1));
  const near = new Int32Array(n * nearWidth).fill(-1);
  const before = windows ? new Int32Array(n * width).fill(-1) : near;
  const after = windows ? new Int32Array(n * width).fill(-1) : near;
  const masks = typeMasks(instance);
  const nearest = createPicker(nearWidth);
  const earlier = createPicker(width);
  const later = createPicker(width);

  for (let client = depotCount; client < n; client++) {
    for (let other = depotCount; other < n; other++) {
      if (other === client || ((masks[client] as number) & (masks[other] as number)) === 0) continue;
      const distance = distances[client * n + other] as number;
      if (distance < nearest.worst) offer(nearest, other, distance);
      // Proximity is never less than distance, so most pairs need no more than this comparison.
      if (!windows) continue;
      if (distance < later.worst) offer(later, other, proximity(client, other, distance));
      const back = distances[other * n + client] as number;
      if (back < earlier.worst) offer(earlier, other, proximity(other, client, back));
    }
    takeSorted(nearest, near, client * nearWidth);
    if (!windows) continue;
    takeSorted(earlier, before, client * width);
    takeSorted(later, after, client * width);
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
  function proximity(from: number, to: number, distance: number): number {
    const fromOpens = Math.max(opens[from] as number, releases[from] as number);
    const early = fromOpens + (serviceTimes[from] as number) + distance;
    if (early > (closes[to] as number)) return Number.POSITIVE_INFINITY;
    const waiting = (opens[to] as number) - distance - (serviceTimes[from] as number) - (closes[from] as number);
    return waiting > 0 ? distance + waitingWeight * waiting : distance;
  }
}

/** By place, one bit for each vehicle type that may serve it: clients without a common one never share a route. */
function typeMasks({ placeCount, vehicleTypes }: Instance): Int32Array {
  const masks = new Int32Array(placeCount);
  if (vehicleTypes.length > 31 || vehicleTypes.every(({ allowed }) => allowed === null)) return masks.fill(1);
  vehicleTypes.forEach(({ allowed }, type) => {
    for (let place = 0; place < placeCount; place++)
      if (allowed === null || allowed[place] === 1) masks[place] = (masks[place] as number) | (1 << type);
  });
  return masks;
}
