import type { MultiPolygonCoordinates } from '@baogong/drizzle/rules/geo';
import { distanceToArea } from './distance-to-area.ts';
import type { Detours, Reachable } from './engine.ts';
import type { KnownTable } from './known-table.ts';
import { polygonKeyOf } from './law-key.ts';
import type { TravelLaw } from './travel-law.ts';

/** What changed between two laws; ground that was closed in another way counts as both. */
export interface LawChange {
  readonly closed: readonly MultiPolygonCoordinates[];
  readonly opened: readonly MultiPolygonCoordinates[];
}

/** Engines differ about the quickest way: one that another engine holds for so much slower counts as quick as well. */
const SLOWER = 1.25;
const SLOWER_S = 20;
/** Rounding, and the earth being no plane. */
const SLACK_M = 15;

/** The change from one law to another; nothing can be said where the ground differs that must not be left. */
export function lawChange(before: TravelLaw, after: TravelLaw): LawChange | undefined {
  const keyOf = (polygon: MultiPolygonCoordinates | undefined) => polygon && polygonKeyOf(polygon);
  if (keyOf(before.confineTo) !== keyOf(after.confineTo)) return undefined;
  const closed = [...missing(after.avoid, before.avoid), ...missing(after.enterOnly, before.enterOnly)];
  const opened = [...missing(before.avoid, after.avoid), ...missing(before.enterOnly, after.enterOnly)];
  return { closed, opened };
}

interface Still {
  readonly into: KnownTable;
  readonly change: LawChange;
  /** Over the changed ground, for the known places. */
  readonly detours: Detours;
  /** Under the law after the change, between the known places. */
  readonly reach: Reachable;
}

/**
 * Copies the pairs whose way a change of law cannot touch: those that are quicker than any way over the changed ground. Where a
 * place's own street may be another one now, all is asked anew.
 *
 * What can be reached is exact, because it is looked up again. A kept time may be off where a zone far away parts or joins the
 * streets around a place, for the search then offers other streets of about the same distance, and where an engine's way
 * differs much from the street search's.
 */
export function keepUnchanged(known: KnownTable, { into, change, detours, reach }: Still): number {
  const changed = [...change.closed, ...change.opened];
  into.reserve(known.size);
  const still = known.places.flatMap((place, index) => {
    const nearM = known.nearM(index);
    if (changed.some((polygon) => distanceToArea(polygon, place) <= nearM + SLACK_M)) return [];
    const row = into.add(place);
    into.setNearM(row, nearM);
    return [{ index, row, toS: detours.toS[index] ?? 0, fromS: detours.fromS[index] ?? 0 }];
  });
  let kept = 0;
  for (const from of still) {
    for (const to of still) {
      const pair = known.get(from.index, to.index);
      if (!pair) continue;
      const isReached = pair.durationS >= 0;
      if (reach.cells[from.index * known.size + to.index] !== Number(isReached)) continue;
      if (isReached && from.toS + to.fromS <= SLOWER * pair.withinS + SLOWER_S) continue;
      into.set(from.row, to.row, pair);
      kept++;
    }
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
