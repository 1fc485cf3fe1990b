import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { CityRandom } from '../random.ts';
import type { Plane } from './plane.ts';

const ROUNDS_MAX = 20;

interface Located {
  readonly point: LngLat;
}

/**
 * Splits items into `count` clusters by place (k-means, Lloyd 1982, with seeds far apart as in k-means++ by Arthur and
 * Vassilvitskii 2007). Clusters come in the order of their seeds; none is empty while there are items enough.
 */
export function cluster<T extends Located>(
  items: readonly T[],
  count: number,
  { plane, random }: { plane: Plane; random: CityRandom },
): T[][] {
  if (items.length <= count) return items.map((item) => [item]);
  const xs = Float64Array.from(items, ({ point }) => plane.x(point));
  const ys = Float64Array.from(items, ({ point }) => plane.y(point));
  const centres = seeds(xs, ys, count, random);
  const belongs = new Int32Array(items.length).fill(-1);
  for (let round = 0; round < ROUNDS_MAX; round++) {
    if (!assign(xs, ys, centres, belongs)) break;
    recentre(xs, ys, centres, belongs);
  }
  const clusters = centres.map((): T[] => []);
  items.forEach((item, i) => {
    clusters[belongs[i] ?? 0]?.push(item);
  });
  return clusters.filter((members) => members.length > 0);
}

type Centre = { x: number; y: number };

function seeds(xs: Float64Array, ys: Float64Array, count: number, random: CityRandom): Centre[] {
  const at = (i: number): Centre => ({ x: xs[i] ?? 0, y: ys[i] ?? 0 });
  const centres = [at(random.int(xs.length))];
  const nearest = new Float64Array(xs.length).fill(Infinity);
  while (centres.length < count) {
    const last = centres.at(-1) ?? at(0);
    let total = 0;
    for (let i = 0; i < xs.length; i++) {
      nearest[i] = Math.min(nearest[i] ?? 0, squared(at(i), last));
      total += nearest[i] ?? 0;
    }
    let rest = random.next() * total;
    let chosen = 0;
    for (let i = 0; i < xs.length && rest >= 0; i++) {
      rest -= nearest[i] ?? 0;
      chosen = i;
    }
    centres.push(at(chosen));
  }
  return centres;
}

/** True when any item has changed its cluster. */
function assign(xs: Float64Array, ys: Float64Array, centres: readonly Centre[], belongs: Int32Array): boolean {
  let changed = false;
  for (let i = 0; i < xs.length; i++) {
    const at = { x: xs[i] ?? 0, y: ys[i] ?? 0 };
    let best = 0;
    let bestSquared = Infinity;
    centres.forEach((centre, c) => {
      const distance = squared(at, centre);
      if (distance < bestSquared) [best, bestSquared] = [c, distance];
    });
    if (belongs[i] !== best) changed = true;
    belongs[i] = best;
  }
  return changed;
}

function recentre(xs: Float64Array, ys: Float64Array, centres: Centre[], belongs: Int32Array): void {
  const sums = centres.map(() => ({ x: 0, y: 0, count: 0 }));
  belongs.forEach((c, i) => {
    const sum = sums[c];
    if (!sum) return;
    sum.x += xs[i] ?? 0;
    sum.y += ys[i] ?? 0;
    sum.count++;
  });
  sums.forEach(({ x, y, count }, c) => {
    if (count > 0) centres[c] = { x: x / count, y: y / count };
  });
}

function squared(a: Centre, b: Centre): number {
  return (a.x - b.x) ** 2 + (a.y - b.y) ** 2;
}
