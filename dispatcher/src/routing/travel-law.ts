import { type LngLat, lineLengthM, type MultiPolygonCoordinates } from '@baogong/drizzle/rules/geo';
import { type Area, coversPoint, insideLengthM, prepareArea } from './area.ts';

/** The law for one traveller class on one day, as ground: which zones he may not touch, may end in, must stay in. */
export interface TravelLaw {
  /** May neither enter nor cross. */
  readonly avoid: readonly MultiPolygonCoordinates[];
  /** May start or end in, but not cross. */
  readonly enterOnly: readonly MultiPolygonCoordinates[];
  /** Must stay in. */
  readonly confineTo?: MultiPolygonCoordinates;
}

export const NO_LAW: TravelLaw = { avoid: [], enterOnly: [] };

/** The judges of the whole system allow 15 m; ours is the stricter, so that rounding cannot make a crossing. */
export const CROSSING_M = 10;

/** An engine that serves a place by a street so much further away answers for another place. */
export const MOVED_M = 25;

/** A law made ready for many questions. */
export interface PreparedLaw {
  readonly avoid: readonly PreparedZone[];
  readonly enterOnly: readonly PreparedZone[];
  readonly confine: PreparedZone | undefined;
}

export interface PreparedZone {
  readonly polygon: MultiPolygonCoordinates;
  readonly area: Area;
}

export function polygonsOf(zones: readonly PreparedZone[]): MultiPolygonCoordinates[] {
  return zones.map((zone) => zone.polygon);
}

export function prepareLaw(law: TravelLaw): PreparedLaw {
  return {
    avoid: law.avoid.map(prepareZone),
    enterOnly: law.enterOnly.map(prepareZone),
    confine: law.confineTo && prepareZone(law.confineTo),
  };
}

/** Which of the enter-only zones a place lies in, as indices. */
function zonesAround(law: PreparedLaw, at: LngLat): number[] {
  return law.enterOnly.flatMap(({ area }, i) => (coversPoint(area, at) ? [i] : []));
}

/** The zones that a leg may not touch: all but the enter-only ones that hold an end of it. */
export function forbiddenZones(law: PreparedLaw, ends: readonly LngLat[]): readonly PreparedZone[] {
  if (law.enterOnly.length === 0) return law.avoid;
  const entered = new Set(ends.flatMap((at) => zonesAround(law, at)));
  return [...law.avoid, ...law.enterOnly.filter((_, i) => !entered.has(i))];
}

/** The zones that do not hold this place: whoever stands in one cannot keep off it. */
export function zonesWithout(law: PreparedLaw, at: LngLat): PreparedZone[] {
  return [...law.avoid, ...law.enterOnly].filter(({ area }) => !coversPoint(area, at));
}

/** Which of the zones a leg crosses, judged by its whole line, the ways from street to place included. */
export function brokenZones(forbidden: readonly PreparedZone[], line: readonly LngLat[]): PreparedZone[] {
  return forbidden.filter(({ area }) => insideLengthM(area, line) > CROSSING_M);
}

export function staysInside(confine: PreparedZone | undefined, line: readonly LngLat[]): boolean {
  return !confine || lineLengthM(line) - insideLengthM(confine.area, line) <= CROSSING_M;
}

function prepareZone(polygon: MultiPolygonCoordinates): PreparedZone {
  return { polygon, area: prepareArea(polygon) };
}
