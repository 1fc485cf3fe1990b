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
  const isStill = known.places.map((place, i) =>
    changed.every((polygon) => distanceToArea(polygon, place) > known.nearM(i) + SLACK_M),
  );
  into.reserve(known.size);
  let kept = 0;
  for (const [from, place] of known.places.entries()) {
    if (!isStill[from]) continue;
    for (const [to, target] of known.places.entries()) {
      const pair = isStill[to] ? known.get(from, to) : undefined;
      if (!pair) continue;
      const isReached = pair.durationS >= 0;
      if (reach.cells[from * known.size + to] !== Number(isReached)) continue;
      const overS = (detours.toS[from] ?? 0) + (detours.fromS[to] ?? 0);
      if (isReached && overS <= SLOWER * pair.withinS + SLOWER_S) continue;
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
