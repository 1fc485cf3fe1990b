import { createHash } from 'node:crypto';
import type { MultiPolygonCoordinates } from '@baogong/drizzle/rules/geo';
import type { TravelLaw } from './travel-law.ts';

const lawKeys = new WeakMap<TravelLaw, string>();
const polygonKeys = new WeakMap<MultiPolygonCoordinates, string>();

/** Equal for laws that forbid the same ground in the same way, whoever wrote them down and when. */
export function lawKeyOf(law: TravelLaw): string {
  const known = lawKeys.get(law);
  if (known) return known;
  const { avoid, enterOnly, confineTo } = law;
  const key = digest([keysOf(avoid), keysOf(enterOnly), confineTo ? polygonKeyOf(confineTo) : null]);
  lawKeys.set(law, key);
  return key;
}

export function polygonKeyOf(polygon: MultiPolygonCoordinates): string {
  const known = polygonKeys.get(polygon);
  if (known) return known;
  const key = digest(polygon);
  polygonKeys.set(polygon, key);
  return key;
}

/** Each polygon once, in an order of its own. */
export function keysOf(polygons: readonly MultiPolygonCoordinates[]): string[] {
  return [...new Set(polygons.map(polygonKeyOf))].sort();
}

/** 40 letters and digits: what fits into the data version of OSRM's files. */
export function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 40);
}
