import { asc, eq, inArray, sql } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { Id } from '../../rules/ids.ts';
import { boxes } from '../../schema/boxes.ts';
import { households } from '../../schema/households.ts';
import { jurisdictions } from '../../schema/jurisdictions.ts';
import { orders } from '../../schema/orders.ts';
import { stopBoxes, stops, trips } from '../../schema/routes.ts';
import { placeNames } from './place-names.ts';
import type { BoxView, StopView } from './route-view.ts';

/** Stops in order with the boxes that each serves or served. */
export async function stopsOfRoutes(db: Reader, routeIds: readonly Id[]): Promise<(StopView & { tripId: Id })[]> {
  const found = await db
    .select({
      id: stops.id,
      tripId: stops.tripId,
      seq: stops.seq,
      mode: stops.mode,
      state: stops.state,
      kind: stops.placeKind,
      placeId: stops.placeId,
      point: stops.point,
      names: placeNames(stops.placeKind, stops.placeId),
      arrivesAt: stops.arrivesAt,
      departsAt: stops.departsAt,
      arrivedAt: stops.arrivedAt,
      doneAt: stops.doneAt,
      failure: stops.failure,
    })
    .from(stops)
    .innerJoin(trips, eq(trips.id, stops.tripId))
    .where(inArray(trips.routeId, [...routeIds]))
    .orderBy(asc(stops.tripId), asc(stops.seq));
  const served = await boxesOfStops(
    db,
    found.map((stop) => stop.id),
  );
  return found.map(({ kind, placeId, point, names, ...stop }) => ({
    ...stop,
    place: { kind, id: placeId, ...names, point },
    boxes: served.get(stop.id) ?? [],
  }));
}

async function boxesOfStops(db: Reader, stopIds: readonly Id[]): Promise<Map<Id, BoxView[]>> {
  const byStop = new Map<Id, BoxView[]>();
  if (stopIds.length === 0) return byStop;
  const found = await db
    .select({
      stopId: stopBoxes.stopId,
      id: boxes.id,
      orderId: boxes.orderId,
      label: sql<string>`${jurisdictions.nameZh} || ' ' || ${households.unit} || ' #' || ${boxes.seq}`,
      state: boxes.state,
      active: stopBoxes.active,
    })
    .from(stopBoxes)
    .innerJoin(boxes, eq(boxes.id, stopBoxes.boxId))
    .innerJoin(orders, eq(orders.id, boxes.orderId))
    .innerJoin(households, eq(households.id, orders.householdId))
    .innerJoin(jurisdictions, eq(jurisdictions.id, households.buildingId))
    .where(inArray(stopBoxes.stopId, [...stopIds]))
    .orderBy(asc(jurisdictions.path), asc(households.unit), asc(boxes.seq));
  for (const { stopId, ...box } of found) byStop.set(stopId, [...(byStop.get(stopId) ?? []), box]);
  return byStop;
}
