import type { LngLat, MultiPolygonCoordinates } from '@baogong/drizzle/rules/geo';
import type { Random } from '@baogong/drizzle/rules/random';

const CORNERS_MIN = 6;
const CORNERS_SPREAD = 9;
const M_PER_DEG = 111_195;

/** A star-shaped zone around a centre: corners at even angles and uneven distances, so that it is valid and not convex. */
export function randomZone(random: Random, [lng, lat]: LngLat, radiusM: number): MultiPolygonCoordinates {
  const corners = CORNERS_MIN + random.int(CORNERS_SPREAD);
  const shrink = Math.cos((lat * Math.PI) / 180);
  const ring = Array.from({ length: corners }, (_, i): LngLat => {
    const angle = (2 * Math.PI * i) / corners;
    const reach = (radiusM * (0.5 + 0.5 * random.next())) / M_PER_DEG;
    return [lng + (reach * Math.cos(angle)) / shrink, lat + reach * Math.sin(angle)];
  });
  return [[[...ring, ring[0] ?? [lng, lat]]]];
}
