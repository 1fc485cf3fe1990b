import type { MultiPolygonCoordinates } from '@baogong/drizzle/rules/geo';
import type { Profile } from '@baogong/drizzle/rules/vocabulary';
import { distanceToArea } from './distance-to-area.ts';
import type { KnownTable } from './known-table.ts';
import { polygonKeyOf } from './law-key.ts';
import type { TravelLaw } from './travel-law.ts';

/** What changed between two laws; ground that was closed in another way counts as both. */
export interface LawChange {
  readonly closed: readonly MultiPolygonCoordinates[];
  readonly opened: readonly MultiPolygonCoordinates[];
}

/** No engine lets a traveller go faster. */
const FASTEST_MPS: Readonly<Record<Profile, number>> = { car: 37, ebike: 9, foot: 2 };
/** Rounding of metres and seconds, and of the earth. */
const SLACK_M = 15;

/** The change from one law to another; nothing can be said where the ground differs that must not be left. */
export function lawChange(before: TravelLaw, after: TravelLaw): LawChange | undefined {
  const keyOf = (polygon: MultiPolygonCoordinates | undefined) => polygon && polygonKeyOf(polygon);
  if (keyOf(before.confineTo) !== keyOf(after.confineTo)) return undefined;
  const closed = [...missing(after.avoid, before.avoid), ...missing(after.enterOnly, before.enterOnly)];
  const opened = [...missing(before.avoid, after.avoid), ...missing(before.enterOnly, after.enterOnly)];
  return { closed, opened };
}

/**
 * Copies the pairs whose way a change of law cannot touch. A way is longer than any detour over a zone that it passes, so
 * that a zone closes no way shorter than the nearest path over its ground, and opens none to somebody who is there sooner.
 * Where a place's own street may be another one now, all is asked anew.
 *
 * What can be reached is exact. A kept time may be off where a zone far away parts or joins the streets around a place: the
 * search then offers other streets of about the same distance for it.
 */
export function keepUnchanged(
  known: KnownTable,
  { into, change, profile }: { into: KnownTable; change: LawChange; profile: Profile },
): number {
  const away = (polygons: readonly MultiPolygonCoordinates[]) =>
    polygons.map((polygon) => known.places.map((place) => distanceToArea(polygon, place)));
  const [closed, opened] = [away(change.closed), away(change.opened)];
  const isStill = known.places.map((_, place) =>
    [...closed, ...opened].every((distances) => (distances[place] ?? 0) > known.nearM(place) + SLACK_M),
  );

  into.reserve(known.size);
  let kept = 0;
  for (const [from, place] of known.places.entries()) {
    if (!isStill[from]) continue;
    for (let to = 0; to < known.size; to++) {
      const pair = isStill[to] ? known.get(from, to) : undefined;
      if (!pair) continue;
      const isReached = pair.durationS >= 0;
      const over = (distances: readonly number[]) => (distances[from] ?? 0) + (distances[to] ?? 0) - SLACK_M;
      if (isReached && closed.some((distances) => over(distances) <= pair.withinM)) continue;
      if (opened.some((distances) => !isReached || over(distances) <= pair.withinS * FASTEST_MPS[profile])) continue;
      const target = known.places[to] ?? place;
      into.set(into.add(place), into.add(target), pair);
      kept++;
    }
    const row = into.index(place);
    if (row !== undefined) into.setNearM(row, known.nearM(from));
  }
  return kept;
}

function missing(
  polygons: readonly MultiPolygonCoordinates[],
  others: readonly MultiPolygonCoordinates[],
): MultiPolygonCoordinates[] {
  const known = new Set(others.map(polygonKeyOf));
  return polygons.filter((polygon) => !known.has(polygonKeyOf(polygon)));
}
