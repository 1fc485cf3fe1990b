import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import { record } from '../../database/record.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { appendEvent } from '../../events/outbox.ts';
import { distanceM, type LngLat } from '../../rules/geo.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import { boxes } from '../../schema/boxes.ts';
import { legs, positions } from '../../schema/legs.ts';
import { routes, stops, trips } from '../../schema/routes.ts';
import { returnBoxes } from '../boxes/return-boxes.ts';
import { custodianOf, type DrivenRoute, drivenRoute } from '../routes/driver.ts';

/** A traveller has arrived when the last position he reported is this near to the leg's end. */
const ARRIVAL_M = 50;

/** The leg is driven: its line is made of the reported positions. Its stop is reached, or its trip ends. */
export async function arriveLeg(tx: ActionTx, { legId }: { legId: Id }): Promise<{ routeId: Id }> {
  const route = await drivenRoute(tx, { legId });
  const leg = await runningLeg(tx, legId);
  const driven = await drivenLine(tx, legId);
  requireNearEnd({ legId, planned: leg.line, driven });

  await tx.db.update(legs).set({ status: 'driven', arrivedAt: tx.now, drivenLine: driven }).where(eq(legs.id, legId));
  if (leg.stopId) await arriveStop(tx, leg.stopId);
  await endTripAfter(tx, { route, tripId: leg.tripId, toKind: leg.toKind, toId: leg.toId });
  await record(tx, {
    action: 'legs/arrive',
    cityId: route.cityId,
    subject: { kind: 'leg', id: legId },
    facts: { routeId: route.id, stopId: leg.stopId },
  });
  return { routeId: route.id };
}

async function runningLeg(tx: ActionTx, legId: Id) {
  const [leg] = await tx.db
    .select({
      status: legs.status,
      departedAt: legs.departedAt,
      line: legs.line,
      stopId: legs.stopId,
      tripId: legs.tripId,
      toKind: legs.toKind,
      toId: legs.toId,
    })
    .from(legs)
    .where(eq(legs.id, legId));
  if (!leg?.departedAt || leg.status !== 'planned') {
    throw new Refusal('wrongState', { noun: 'leg', is: leg?.status ?? 'unknown', departed: Boolean(leg?.departedAt) });
  }
  return leg;
}

/** The positions of a leg as a line; a traveller who never moved has a line of two equal positions. */
export async function drivenLine(tx: ActionTx, legId: Id): Promise<LngLat[]> {
  const reported = await tx.db
    .select({ lng: positions.lng, lat: positions.lat })
    .from(positions)
    .where(eq(positions.legId, legId))
    .orderBy(asc(positions.seq));
  const line = reported.map(({ lng, lat }): LngLat => [lng, lat]);
  return line.length === 1 ? [...line, ...line] : line;
}

function requireNearEnd({ legId, planned, driven }: { legId: Id; planned: readonly LngLat[]; driven: LngLat[] }): void {
  const last = driven.at(-1);
  const end = planned.at(-1);
  const awayM = last && end ? distanceM(last, end) : Number.POSITIVE_INFINITY;
  if (awayM <= ARRIVAL_M) return;
  const value = Math.round(awayM);
  throw new Refusal('invalidInput', {
    field: 'positions',
    legId,
    value,
    accepted: `at most ${ARRIVAL_M} m from the end`,
  });
}

async function arriveStop(tx: ActionTx, stopId: Id): Promise<void> {
  await tx.db
    .update(stops)
    .set({ state: 'arrived', arrivedAt: tx.now })
    .where(and(eq(stops.id, stopId), eq(stops.state, 'planned')));
}

/** After its last leg a trip is done, after its last trip a route. Boxes brought back to a warehouse are received there. */
async function endTripAfter(
  tx: ActionTx,
  { route, tripId, toKind, toId }: { route: DrivenRoute; tripId: Id; toKind: string; toId: Id },
): Promise<void> {
  const [left] = await tx.db
    .select({ id: legs.id })
    .from(legs)
    .where(and(eq(legs.tripId, tripId), eq(legs.status, 'planned')))
    .limit(1);
  if (left) return;

  await tx.db.update(trips).set({ state: 'done', returnedAt: tx.now }).where(eq(trips.id, tripId));
  if (toKind === 'warehouse') await receiveLeftOver(tx, { route, warehouseId: toId });
  const [open] = await tx.db
    .select({ id: trips.id })
    .from(trips)
    .where(and(eq(trips.routeId, route.id), inArray(trips.state, ['planned', 'running']), ne(trips.id, tripId)))
    .limit(1);
  if (open) return;
  await tx.db.update(routes).set({ state: 'done', endedAt: tx.now }).where(eq(routes.id, route.id));
  await appendEvent(tx, { name: 'route.changed.v1', cityId: route.cityId, payload: { routeId: route.id } });
}

async function receiveLeftOver(
  tx: ActionTx,
  { route, warehouseId }: { route: DrivenRoute; warehouseId: Id },
): Promise<void> {
  const custodian = custodianOf(route);
  const aboard = await tx.db
    .select({ id: boxes.id })
    .from(boxes)
    .where(
      and(eq(boxes.custodianKind, custodian.kind), eq(boxes.custodianId, custodian.id), eq(boxes.state, 'loaded')),
    );
  if (aboard.length > 0) await returnBoxes(tx, { boxIds: aboard.map((box) => box.id), from: custodian, warehouseId });
}
