import type { LngLat, MultiPolygonCoordinates } from '@baogong/drizzle/rules/geo';
import { coversPoint, prepareArea } from './area.ts';

const M_PER_DEG = 111_195;

const areas = new WeakMap<MultiPolygonCoordinates, ReturnType<typeof prepareArea>>();

/** Metres from a place to the nearest ground of a multipolygon, on the plane around the place; 0 within it. */
export function distanceToArea(polygon: MultiPolygonCoordinates, place: LngLat): number {
  const area = areas.get(polygon) ?? prepareArea(polygon);
  areas.set(polygon, area);
  if (coversPoint(area, place)) return 0;

  const shrink = Math.cos((place[1] * Math.PI) / 180) * M_PER_DEG;
  let nearest = Number.POSITIVE_INFINITY;
  for (const ring of polygon.flat()) {
    for (let i = 1; i < ring.length; i++) {
      const from = ring[i - 1] ?? place;
      const to = ring[i] ?? from;
      const metres = toSegment(
        (from[0] - place[0]) * shrink,
        (from[1] - place[1]) * M_PER_DEG,
        (to[0] - place[0]) * shrink,
        (to[1] - place[1]) * M_PER_DEG,
      );
      nearest = Math.min(nearest, metres);
    }
  }
  return nearest;
}

/** From the origin to the straight line between two points of the plane. */
function toSegment(ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const lengthSquared = dx * dx + dy * dy;
  const along = lengthSquared === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / lengthSquared));
  return Math.hypot(ax + along * dx, ay + along * dy);
}
