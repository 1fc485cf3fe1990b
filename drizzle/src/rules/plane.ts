import type { LngLat } from './geo.ts';

/** Metres east and north of a plane's origin. */
export interface XY {
  readonly x: number;
  readonly y: number;
}

const METRES_PER_DEGREE = (Math.PI / 180) * 6_371_008.8;

/** A flat map around a place, true to a few centimetres per kilometre within a city (equirectangular projection). */
export interface Plane {
  toXY(position: LngLat): XY;
  toLngLat(at: XY): LngLat;
}

export function planeAt(origin: LngLat): Plane {
  const perLng = METRES_PER_DEGREE * Math.cos((origin[1] * Math.PI) / 180);
  return {
    toXY: (position) => ({
      x: (position[0] - origin[0]) * perLng,
      y: (position[1] - origin[1]) * METRES_PER_DEGREE,
    }),
    toLngLat: (at) => [origin[0] + at.x / perLng, origin[1] + at.y / METRES_PER_DEGREE],
  };
}

export function gap(a: XY, b: XY): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

/** The place at a share `t` of the way from a to b. */
export function between(a: XY, b: XY, t: number): XY {
  return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
}

/** How far a place is from a segment. */
export function gapToSegment(place: XY, a: XY, b: XY): number {
  const lengthSquared = (b.x - a.x) ** 2 + (b.y - a.y) ** 2;
  if (lengthSquared === 0) return gap(place, a);

  const t = ((place.x - a.x) * (b.x - a.x) + (place.y - a.y) * (b.y - a.y)) / lengthSquared;
  return gap(place, between(a, b, Math.min(1, Math.max(0, t))));
}

/** Twice the signed area of the triangle: positive when c lies left of the way from a to b. */
export function turn(a: XY, b: XY, c: XY): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/** The share of the way from a to b at which it crosses c–d, or null. Half-open at c and d, so that a crossing at a shared vertex counts once. */
export function crossingAt(a: XY, b: XY, c: XY, d: XY): number | null {
  const sideC = turn(a, b, c);
  const sideD = turn(a, b, d);
  if (sideC > 0 === sideD > 0) return null;

  const sideA = turn(c, d, a);
  const sideB = turn(c, d, b);
  const t = sideA / (sideA - sideB);
  return t >= 0 && t <= 1 ? t : null;
}
