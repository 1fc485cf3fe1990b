import type { LngLat } from '@baogong/drizzle/rules/geo';

/** Six decimals are a tenth of a metre, which is all that OSRM keeps. */
export function osrmCoordinates(places: readonly LngLat[]): string {
  return places.map(([lng, lat]) => `${lng.toFixed(6)},${lat.toFixed(6)}`).join(';');
}
