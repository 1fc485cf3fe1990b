import { z } from 'zod';
import { distanceM, type LngLat, type MultiPolygonCoordinates, type Ring } from './geo.ts';
import { areaM2, groundOf, holdsPosition } from './polygon.ts';
import type { Verdict } from './refusal.ts';
import { selfCrossing } from './self-crossing.ts';
import { accepted, refused } from './verdict.ts';

/** What a zone may be; a drawing beyond these limits is a mistake, not a zone. */
export const ZONE_POSITIONS_MAX = 5_000;
export const ZONE_AREA_MIN_M2 = 100;
export const ZONE_AREA_MAX_M2 = 3_000_000_000;
const FAR_FROM_CITY_M = 300_000;

const position = z.array(z.number()).min(2).max(4);
const polygon = z.array(z.array(position)).min(1);

/** GeoJSON geometry of a zone as it comes in; `zoneShapeVerdict` judges what a schema cannot. */
export const zoneGeometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: polygon }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(polygon).min(1) }),
]);
export type ZoneGeometry = z.infer<typeof zoneGeometry>;

/** Can this drawing be a zone? `near` is a place in the city, to notice latitude and longitude in the wrong order. */
export function zoneShapeVerdict(geometry: unknown, near?: LngLat): Verdict<MultiPolygonCoordinates> {
  const parsed = zoneGeometry.safeParse(geometry);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue ? issue.path.join('.') : '';
    return refused('invalidInput', { field, value: issue?.message, accepted: 'a GeoJSON Polygon or MultiPolygon' });
  }

  const { type, coordinates } = parsed.data;
  const polygons = type === 'Polygon' ? [coordinates] : coordinates;
  const count = polygons.flat(2).length;
  if (count > ZONE_POSITIONS_MAX) return refused('zoneTooLarge', { positions: count, accepted: ZONE_POSITIONS_MAX });

  const rings: MultiPolygonCoordinates = polygons.map((rings) => rings.map(cleanRing));
  const misplaced = misplacedVerdict(polygons, near) ?? ringsVerdict(polygons, rings);
  if (misplaced) return misplaced;

  const crossing = selfCrossing(rings) ?? strayRing(rings);
  if (crossing) return refused('zoneSelfCrosses', { at: crossing });

  const area = areaM2(rings);
  if (area < ZONE_AREA_MIN_M2) return refused('zoneEmpty', { areaM2: area, accepted: ZONE_AREA_MIN_M2 });
  if (area > ZONE_AREA_MAX_M2) return refused('zoneTooLarge', { areaM2: area, accepted: ZONE_AREA_MAX_M2 });
  return accepted(rings);
}

/** Without heights and repeated positions. */
function cleanRing(ring: readonly (readonly number[])[]): Ring {
  const flat = ring.map(([lng = 0, lat = 0]): LngLat => [lng, lat]);
  return flat.filter((here, i) => i === 0 || here[0] !== flat[i - 1]?.[0] || here[1] !== flat[i - 1]?.[1]);
}

function misplacedVerdict(
  polygons: readonly (readonly (readonly number[][])[])[],
  near?: LngLat,
): Verdict<never> | null {
  const positions = polygons.flat(2);
  const accepts = '[longitude -180 to 180, latitude -90 to 90], longitude first';
  const outside = positions.find(([lng = 0, lat = 0]) => Math.abs(lng) > 180 || Math.abs(lat) > 90);
  if (outside) return refused('invalidInput', { field: 'coordinates', value: outside, accepted: accepts });

  const [lng = 0, lat = 0] = positions[0] ?? [];
  const swappedFits = Math.abs(lng) <= 90 && near && distanceM([lat, lng], near) < FAR_FROM_CITY_M;
  if (!swappedFits || distanceM([lng, lat], near) < FAR_FROM_CITY_M) return null;
  return refused('invalidInput', { field: 'coordinates', value: [lng, lat], accepted: accepts, likely: [lat, lng] });
}

function ringsVerdict(
  given: readonly (readonly (readonly number[][])[])[],
  cleaned: MultiPolygonCoordinates,
): Verdict<never> | null {
  for (const [p, rings] of cleaned.entries()) {
    for (const [r, ring] of rings.entries()) {
      const field = `coordinates[${p}][${r}]`;
      const positions = given[p]?.[r]?.length ?? 0;
      if (positions < 4)
        return refused('invalidInput', { field, value: `${positions} positions`, accepted: '4 positions or more' });

      const [first, last] = [ring[0], ring.at(-1)];
      if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) {
        return refused('invalidInput', { field, value: last, accepted: 'a ring that ends where it starts', first });
      }
      if (ring.length < 4) return refused('zoneEmpty', { field, areaM2: 0, accepted: ZONE_AREA_MIN_M2 });
    }
  }
  return null;
}

/** A position of a hole that lies outside its polygon, or of a polygon or hole that lies inside another one. */
function strayRing(polygons: MultiPolygonCoordinates): LngLat | null {
  const shells = polygons.map(([outer = []]) => groundOf([[outer]]));
  for (const [p, rings] of polygons.entries()) {
    for (const [r, ring] of rings.entries()) {
      const start = ring[0];
      if (!start) continue;

      const isHole = r > 0;
      const inOwn = shells[p] && holdsPosition(shells[p], start);
      const inHole = rings.some((other, k) => k > 0 && k !== r && holdsPosition(groundOf([[other]]), start));
      const inOther = polygons.some((other, k) => k !== p && holdsPosition(groundOf([other]), start));
      if (isHole ? !inOwn || inHole : inOther) return start;
    }
  }
  return null;
}
