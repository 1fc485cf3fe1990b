import type { LngLat, MultiPolygonCoordinates, PolygonCoordinates, Ring } from './geo.ts';
import { between, crossingAt, gap, gapToSegment, type Plane, planeAt, type XY } from './plane.ts';

interface Edge {
  readonly a: XY;
  readonly b: XY;
}

/** Ground on a flat map: edges of all rings; a place is inside when a ray from it meets an odd number of them. */
export interface Ground {
  readonly plane: Plane;
  readonly edges: readonly Edge[];
  readonly min: XY;
  readonly max: XY;
}

/** Lays a polygon out flat, ready to be asked many times. */
export function groundOf(coordinates: MultiPolygonCoordinates): Ground {
  const plane = planeAt(coordinates[0]?.[0]?.[0] ?? [0, 0]);
  const edges = coordinates.flat().flatMap((ring) => edgesOf(ring, plane));
  const xs = edges.map(({ a }) => a.x);
  const ys = edges.map(({ a }) => a.y);
  const min = { x: xs.reduce((m, x) => Math.min(m, x), Infinity), y: ys.reduce((m, y) => Math.min(m, y), Infinity) };
  const max = { x: xs.reduce((m, x) => Math.max(m, x), -Infinity), y: ys.reduce((m, y) => Math.max(m, y), -Infinity) };
  return { plane, edges, min, max };
}

function edgesOf(ring: Ring, plane: Plane): Edge[] {
  const places = ring.map(plane.toXY);
  return places.slice(1).map((b, i) => ({ a: places[i] ?? b, b }));
}

/** Does the ground hold this place of its plane? */
export function holds({ edges, min, max }: Ground, place: XY): boolean {
  if (place.x < min.x || place.x > max.x || place.y < min.y || place.y > max.y) return false;

  let inside = false;
  for (const { a, b } of edges) {
    if (a.y > place.y === b.y > place.y) continue;
    if (place.x < a.x + ((b.x - a.x) * (place.y - a.y)) / (b.y - a.y)) inside = !inside;
  }
  return inside;
}

/** Does the ground hold this position? */
export function holdsPosition(ground: Ground, position: LngLat): boolean {
  return holds(ground, ground.plane.toXY(position));
}

/** How far a place is from the boundary, on either side of it. */
export function gapToBoundary({ edges }: Ground, place: XY): number {
  return edges.reduce((nearest, { a, b }) => Math.min(nearest, gapToSegment(place, a, b)), Infinity);
}

/** The shares of the way from a to b at which it crosses the boundary, in order. */
export function boundaryCrossings({ edges, min, max }: Ground, a: XY, b: XY): number[] {
  if (Math.max(a.x, b.x) < min.x || Math.min(a.x, b.x) > max.x) return [];
  if (Math.max(a.y, b.y) < min.y || Math.min(a.y, b.y) > max.y) return [];
  return edges.flatMap((edge) => crossingAt(a, b, edge.a, edge.b) ?? []).sort((s, t) => s - t);
}

/** Metres of a line that lie inside the ground. */
export function insideM(line: readonly LngLat[], ground: Ground): number {
  const places = line.map(ground.plane.toXY);
  let inside = 0;
  for (const [i, b] of places.entries()) {
    const a = places[i - 1];
    if (!a) continue;

    const cuts = [0, ...boundaryCrossings(ground, a, b), 1];
    for (const [k, to] of cuts.entries()) {
      const from = cuts[k - 1];
      if (from === undefined || from === to) continue;
      if (holds(ground, between(a, b, (from + to) / 2))) inside += gap(a, b) * (to - from);
    }
  }
  return inside;
}

/** Area in square metres, holes taken off. */
export function areaM2(coordinates: MultiPolygonCoordinates): number {
  const plane = planeAt(coordinates[0]?.[0]?.[0] ?? [0, 0]);
  return coordinates.reduce((sum, polygon) => sum + polygonAreaM2(polygon, plane), 0);
}

function polygonAreaM2(polygon: PolygonCoordinates, plane: Plane): number {
  const [outer = 0, ...holes] = polygon.map((ring) => ringAreaM2(ring, plane));
  return holes.reduce((area, hole) => area - hole, outer);
}

/** The shoelace formula. */
function ringAreaM2(ring: Ring, plane: Plane): number {
  const doubled = edgesOf(ring, plane).reduce((sum, { a, b }) => sum + a.x * b.y - b.x * a.y, 0);
  return Math.abs(doubled) / 2;
}
