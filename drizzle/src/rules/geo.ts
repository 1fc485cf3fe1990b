/** WGS-84 position, longitude first, degrees. */
export type LngLat = readonly [lng: number, lat: number];

/** A closed ring: first and last position are equal. */
export type Ring = readonly LngLat[];

/** GeoJSON polygon coordinates: outer ring first, then holes. */
export type PolygonCoordinates = readonly Ring[];

/** GeoJSON multipolygon coordinates. */
export type MultiPolygonCoordinates = readonly PolygonCoordinates[];

const EARTH_RADIUS_M = 6_371_008.8;
const RADIANS_PER_DEGREE = Math.PI / 180;

/** Great-circle distance in metres (haversine formula on the mean earth radius). */
export function distanceM(from: LngLat, to: LngLat): number {
  const dLat = (to[1] - from[1]) * RADIANS_PER_DEGREE;
  const dLng = (to[0] - from[0]) * RADIANS_PER_DEGREE;
  const a =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(from[1] * RADIANS_PER_DEGREE) * Math.cos(to[1] * RADIANS_PER_DEGREE) * Math.sin(dLng / 2) ** 2;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(a)));
}

/** Length of a line in metres; 0 for fewer than two positions. */
export function lineLengthM(line: readonly LngLat[]): number {
  let length = 0;
  for (let i = 1; i < line.length; i++) {
    const from = line[i - 1];
    const to = line[i];
    if (from && to) length += distanceM(from, to);
  }
  return length;
}
