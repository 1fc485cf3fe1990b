import type { LngLat, MultiPolygonCoordinates } from '@baogong/drizzle/rules/geo';
import { coversPoint } from '../area.ts';
import type { EndsInZones, Ground } from '../engine.ts';
import type { LawBook, StreetLaw } from './law.ts';

/** A place with the enter-only zones that it lies in; places with the same `key` share every law. */
export interface ZonedPlace {
  readonly at: LngLat;
  readonly zones: readonly number[];
  readonly key: string;
}

/** The laws of a question whose enter-only zones open for legs that end in them. */
export interface TripLaws {
  zoned(at: LngLat): ZonedPlace;
  /** The law for all that happens between these places. */
  between(...places: readonly ZonedPlace[]): StreetLaw;
  /** The segments that are open between both places, but not for the first alone; empty when the second opens nothing. */
  openedBy(first: ZonedPlace, second: ZonedPlace): readonly number[];
}

export function tripLaws(laws: LawBook, { avoid = [], enterOnly = [], confineTo }: Ground & EndsInZones): TripLaws {
  const areas = enterOnly.map((zone) => laws.overlay(zone).area);
  const known = new Map<string, StreetLaw>();
  const opened = new Map<string, readonly number[]>();
  return { zoned, between, openedBy };

  function zoned(at: LngLat): ZonedPlace {
    const zones = areas.flatMap((area, i) => (coversPoint(area, at) ? [i] : []));
    return { at, zones, key: zones.join() };
  }

  function between(...places: readonly ZonedPlace[]): StreetLaw {
    const open = new Set(places.flatMap((place) => place.zones));
    const key = [...open].sort((a, b) => a - b).join();
    const law = known.get(key) ?? laws.law([...avoid, ...closedZones(open)], confineTo);
    known.set(key, law);
    return law;
  }

  function closedZones(open: ReadonlySet<number>): MultiPolygonCoordinates[] {
    return enterOnly.filter((_, i) => !open.has(i));
  }

  function openedBy(first: ZonedPlace, second: ZonedPlace): readonly number[] {
    const key = `${first.key}|${second.key}`;
    const segments = opened.get(key) ?? widened(between(first).open, between(first, second).open);
    opened.set(key, segments);
    return segments;
  }
}

function widened(before: Uint8Array, after: Uint8Array): number[] {
  const segments: number[] = [];
  if (before === after) return segments;
  for (let s = 0; s < after.length; s++) {
    if (after[s] && !before[s]) segments.push(s);
  }
  return segments;
}
