import type { LngLat, MultiPolygonCoordinates } from './geo.ts';

interface Edge {
  readonly from: LngLat;
  readonly to: LngLat;
  readonly ring: number;
  /** Place of the edge in its ring, and how many edges that ring has. */
  readonly at: number;
  readonly count: number;
}

/**
 * Where two edges of the rings meet that should not: the place, or null. Edges are swept from west to east, so that
 * only those are compared whose longitudes overlap. Rings that merely touch count as crossing.
 */
export function selfCrossing(polygons: MultiPolygonCoordinates): LngLat | null {
  const edges = polygons
    .flat()
    .flatMap((ring, r) =>
      ring.slice(1).map((to, i): Edge => ({ from: ring[i] ?? to, to, ring: r, at: i, count: ring.length - 1 })),
    );
  edges.sort((a, b) => west(a) - west(b));

  for (const [i, one] of edges.entries()) {
    for (let k = i + 1; k < edges.length; k++) {
      const other = edges[k];
      if (!other || west(other) > east(one)) break;

      const place = areNeighbours(one, other) ? foldBack(one, other) : meeting(one, other);
      if (place) return place;
    }
  }
  return null;
}

function west({ from, to }: Edge): number {
  return Math.min(from[0], to[0]);
}

function east({ from, to }: Edge): number {
  return Math.max(from[0], to[0]);
}

function areNeighbours(one: Edge, other: Edge): boolean {
  const apart = Math.abs(one.at - other.at);
  return one.ring === other.ring && (apart === 1 || apart === one.count - 1);
}

/** Neighbours share a corner; where the second runs back over the first, the ring has a spike there. */
function foldBack(one: Edge, other: Edge): LngLat | null {
  const [first, second] = same(one.to, other.from) ? [one, other] : [other, one];
  const corner = first.to;
  if (side(first.from, corner, second.to) !== 0) return null;

  const dot =
    (corner[0] - first.from[0]) * (second.to[0] - corner[0]) + (corner[1] - first.from[1]) * (second.to[1] - corner[1]);
  return dot < 0 ? corner : null;
}

function same(one: LngLat, other: LngLat): boolean {
  return one[0] === other[0] && one[1] === other[1];
}

/** Positive when c lies left of the way from a to b, zero when it lies on that line. */
function side(a: LngLat, b: LngLat, c: LngLat): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

/** The place that two segments have in common, or null. */
function meeting({ from: a, to: b }: Edge, { from: c, to: d }: Edge): LngLat | null {
  const [sideC, sideD] = [side(a, b, c), side(a, b, d)];
  const [sideA, sideB] = [side(c, d, a), side(c, d, b)];
  if (sideC * sideD < 0 && sideA * sideB < 0) {
    const t = sideA / (sideA - sideB);
    return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
  }
  if (sideC === 0 && within(a, b, c)) return c;
  if (sideD === 0 && within(a, b, d)) return d;
  if (sideA === 0 && within(c, d, a)) return a;
  if (sideB === 0 && within(c, d, b)) return b;
  return null;
}

/** A place on the line through a and b lies between them. */
function within(a: LngLat, b: LngLat, place: LngLat): boolean {
  return (
    Math.min(a[0], b[0]) <= place[0] &&
    place[0] <= Math.max(a[0], b[0]) &&
    Math.min(a[1], b[1]) <= place[1] &&
    place[1] <= Math.max(a[1], b[1])
  );
}
