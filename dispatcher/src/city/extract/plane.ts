import type { LngLat } from '@baogong/drizzle/rules/geo';

/** Metres east and north of a reference position: exact enough over one city, and quick. */
export interface Plane {
  x(at: LngLat): number;
  y(at: LngLat): number;
  metres(a: LngLat, b: LngLat): number;
}

const METRES_PER_DEGREE = 111_195;

export function planeAt(latitude: number): Plane {
  const shrink = Math.cos((latitude * Math.PI) / 180);
  const x = (at: LngLat) => at[0] * METRES_PER_DEGREE * shrink;
  const y = (at: LngLat) => at[1] * METRES_PER_DEGREE;
  return { x, y, metres: (a, b) => Math.sqrt((x(a) - x(b)) ** 2 + (y(a) - y(b)) ** 2) };
}

/** The position in the middle by longitude and by latitude. */
export function medianPoint(points: readonly LngLat[]): LngLat {
  const middle = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
  return [middle(points.map(([lng]) => lng)), middle(points.map(([, lat]) => lat))];
}

/** Items by their distance from a position, nearest first. */
export function nearestFirst<T extends { readonly point: LngLat }>(
  plane: Plane,
  from: LngLat,
  items: readonly T[],
): T[] {
  const keyed = items.map((item) => ({ item, metres: plane.metres(from, item.point) }));
  return keyed.sort((a, b) => a.metres - b.metres).map(({ item }) => item);
}
