import { asc, inArray } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { Id } from '../../rules/ids.ts';
import { trips } from '../../schema/routes.ts';
import { placeNames } from './place-names.ts';
import type { TripView } from './route-view.ts';

/** Trips in order, without their parts. */
export async function tripsOfRoutes(
  db: Reader,
  routeIds: readonly Id[],
): Promise<(Omit<TripView, 'stops' | 'legs'> & { routeId: Id })[]> {
  const found = await db
    .select({
      id: trips.id,
      routeId: trips.routeId,
      seq: trips.seq,
      state: trips.state,
      kind: trips.sourceKind,
      sourceId: trips.sourceId,
      point: trips.sourcePoint,
      names: placeNames(trips.sourceKind, trips.sourceId),
      departsAt: trips.departsAt,
      returnsAt: trips.returnsAt,
      departedAt: trips.departedAt,
    })
    .from(trips)
    .where(inArray(trips.routeId, [...routeIds]))
    .orderBy(asc(trips.routeId), asc(trips.seq));
  return found.map(({ kind, sourceId, point, names, ...trip }) => ({
    ...trip,
    source: { kind, id: sourceId, ...names, point },
  }));
}
