import { and, eq, inArray } from 'drizzle-orm';
import { record } from '../../database/record.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { type Custodian, sameCustodian } from '../../rules/custodian.ts';
import type { LngLat } from '../../rules/geo.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import { boxes } from '../../schema/boxes.ts';
import { routes, stopBoxes, stops, trips } from '../../schema/routes.ts';
import { handOver } from '../boxes/hand-over.ts';
import { setOrderStates } from '../boxes/set-order-states.ts';
import { requireValidCode } from '../health/require-valid-code.ts';
import { moveTraveller } from '../legs/report-positions.ts';
import { custodianOf, type DrivenRoute, drivenRoute } from '../routes/driver.ts';
import { requireNextPlace } from '../routes/next-leg.ts';

interface TripRow {
  readonly id: Id;
  readonly routeId: Id;
  readonly state: string;
  readonly sourceKind: string;
  readonly sourceId: Id;
  readonly sourcePoint: LngLat;
  readonly returnsAt: Date;
}

interface TripBox {
  readonly id: Id;
  readonly custodian: Custodian;
  readonly held: boolean;
}

/**
 * The traveller takes the boxes of a trip at its source: from a warehouse, gate, relay or drop point, or from a stopped
 * traveller who holds them. Needs a code that is valid through the trip's planned end.
 */
export async function takeTrip(tx: ActionTx, { tripId }: { tripId: Id }): Promise<{ routeId: Id; boxes: number }> {
  const route = await drivenRoute(tx, { tripId });
  const trip = await plannedTrip(tx, tripId);
  await requireNextPlace(tx, { route, tripId, kind: trip.sourceKind, id: trip.sourceId });
  const carried = await boxesOf(tx, tripId);
  const until = new Date(Math.max(trip.returnsAt.getTime(), tx.now.getTime()));
  await requireValidCode(tx, { ...route, until });

  const taken = await takeFromAll(tx, { route, trip, carried });
  await tx.db.update(trips).set({ state: 'running', departedAt: tx.now }).where(eq(trips.id, tripId));
  await tx.db.update(routes).set({ state: 'running' }).where(eq(routes.id, route.id));
  await moveTraveller(tx, { route, point: trip.sourcePoint, at: tx.now });
  await setOrderStates(tx, { boxIds: taken });
  await record(tx, {
    action: 'trips/take',
    cityId: route.cityId,
    subject: { kind: 'trip', id: tripId },
    facts: { routeId: route.id, boxes: taken.length },
  });
  return { routeId: route.id, boxes: taken.length };
}

async function plannedTrip(tx: ActionTx, tripId: Id): Promise<TripRow> {
  const [trip] = await tx.db
    .select({
      id: trips.id,
      routeId: trips.routeId,
      state: trips.state,
      sourceKind: trips.sourceKind,
      sourceId: trips.sourceId,
      sourcePoint: trips.sourcePoint,
      returnsAt: trips.returnsAt,
    })
    .from(trips)
    .where(eq(trips.id, tripId))
    .for('update');
  if (!trip) throw new Refusal('notFound', { tripId });
  if (trip.state !== 'planned') throw new Refusal('wrongState', { noun: 'trip', is: trip.state, allowed: ['planned'] });
  return trip;
}

async function boxesOf(tx: ActionTx, tripId: Id): Promise<TripBox[]> {
  const found = await tx.db
    .select({
      id: boxes.id,
      kind: boxes.custodianKind,
      custodianId: boxes.custodianId,
      state: boxes.state,
    })
    .from(stopBoxes)
    .innerJoin(stops, eq(stops.id, stopBoxes.stopId))
    .innerJoin(boxes, eq(boxes.id, stopBoxes.boxId))
    .where(and(eq(stops.tripId, tripId), stopBoxes.active))
    .orderBy(boxes.id);
  return found.map(({ kind, custodianId, state, ...box }) => ({
    ...box,
    custodian: { kind, id: custodianId },
    held: state === 'held',
  }));
}

/** One hand-over per custodian; boxes that already are with the traveller stay there, and those held with him ride again. */
async function takeFromAll(
  tx: ActionTx,
  { route, trip, carried }: { route: DrivenRoute; trip: TripRow; carried: readonly TripBox[] },
): Promise<Id[]> {
  const to = custodianOf(route);
  const waiting = carried.filter((box) => !sameCustodian(box.custodian, to));
  const stray = waiting.find((box) => !box.held && box.custodian.id !== trip.sourceId);
  if (stray) throw new Refusal('boxNotHere', { boxId: stray.id, custodian: stray.custodian, named: trip.sourceId });

  for (const { from, boxIds } of byCustodian(waiting)) {
    await handOver(tx, { boxIds, from, to, takerRiderId: route.riderId ?? undefined });
  }
  const ownHeld = carried.filter((box) => box.held && sameCustodian(box.custodian, to)).map((box) => box.id);
  if (ownHeld.length > 0) {
    await tx.db.update(boxes).set({ state: 'loaded', heldPoint: null }).where(inArray(boxes.id, ownHeld));
  }
  return [...waiting.map((box) => box.id), ...ownHeld];
}

function byCustodian(waiting: readonly TripBox[]): { from: Custodian; boxIds: Id[] }[] {
  const groups = new Map<string, { from: Custodian; boxIds: Id[] }>();
  for (const { id, custodian } of waiting) {
    const key = `${custodian.kind} ${custodian.id}`;
    const group = groups.get(key) ?? { from: custodian, boxIds: [] };
    group.boxIds.push(id);
    groups.set(key, group);
  }
  return [...groups.values()];
}
