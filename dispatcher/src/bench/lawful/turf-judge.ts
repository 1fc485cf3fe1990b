import type { LngLat, MultiPolygonCoordinates } from '@baogong/drizzle/rules/geo';
import { bbox, booleanPointInPolygon, distance, multiPolygon } from '@turf/turf';
import type { BBox, Feature, MultiPolygon, Position } from 'geojson';

export interface JudgedZone {
  readonly feature: Feature<MultiPolygon>;
  readonly box: BBox;
}

/** The law's own limit; the engine under test holds itself to 10 m. */
export const CROSSING_M = 15;
/** Samples lie so close that a crossing at the limit cannot hide between two of them. */
const SAMPLE_M = 0.5;

export function judgedZone(zone: MultiPolygonCoordinates): JudgedZone {
  const feature = multiPolygon(
    zone.map((polygon) => polygon.map((ring) => ring.map(([lng, lat]): Position => [lng, lat]))),
  );
  return { feature, box: bbox(feature) };
}

export function holds(zone: JudgedZone, [lng, lat]: LngLat): boolean {
  return booleanPointInPolygon([lng, lat], zone.feature);
}

/** Metres of a line in a zone, by sampling: slow, plain, and no code in common with what it judges. */
export function sampledInsideM(zone: JudgedZone, line: readonly LngLat[]): number {
  let inside = 0;
  for (let i = 1; i < line.length; i++) {
    const from = line[i - 1];
    const to = line[i];
    if (!from || !to || !meets(zone.box, from, to)) continue;
    const metres = metresBetween(from, to);
    const samples = Math.max(1, Math.ceil(metres / SAMPLE_M));
    for (let k = 0; k < samples; k++) {
      const t = (k + 0.5) / samples;
      const at: LngLat = [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t];
      if (holds(zone, at)) inside += metres / samples;
    }
  }
  return inside;
}

export function metresBetween(from: LngLat, to: LngLat): number {
  return distance([from[0], from[1]], [to[0], to[1]], { units: 'meters' });
}

export function lengthM(line: readonly LngLat[]): number {
  return line.reduce((sum, at, i) => sum + (i > 0 ? metresBetween(line[i - 1] ?? at, at) : 0), 0);
}

function meets(box: BBox, from: LngLat, to: LngLat): boolean {
  const [west = 0, south = 0, east = 0, north = 0] = box;
  return (
    Math.min(from[0], to[0]) <= east &&
    Math.max(from[0], to[0]) >= west &&
    Math.min(from[1], to[1]) <= north &&
    Math.max(from[1], to[1]) >= south
  );
}
