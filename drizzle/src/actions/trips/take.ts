import { and, eq } from 'drizzle-orm';
import { record } from '../../database/record.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { type Custodian, sameCustodian } from '../../rules/custodian.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import { boxes } from '../../schema/boxes.ts';
import { routes, stopBoxes, stops, trips } from '../../schema/routes.ts';
import { handOver } from '../boxes/hand-over.ts';
import { setOrderStates } from '../boxes/set-order-states.ts';
import { requireValidCode } from '../health/require-valid-code.ts';
import { custodianOf, type DrivenRoute, drivenRoute } from '../routes/driver.ts';
import { requireNextPlace } from '../routes/next-leg.ts';

interface TripRow {
  readonly id: Id;
  readonly routeId: Id;
  readonly state: string;
  readonly sourceKind: string;
  readonly sourceId: Id;
  readonly returnsAt: Date;
}

interface TripBox {
  readonly id: Id;
  readonly custodian: Custodian;
  readonly held: boolean;
  readonly zoneId: Id | null;
}

/**
 * The traveller takes the boxes of a trip at its source: from a warehouse, gate, relay or drop point, or from a stopped
 * traveller who holds them. Needs a code that is valid through the trip's planned end.
 */
export async function takeTrip(tx: ActionTx, { tripId }: { tripId: Id }): Promise<{ routeId: Id; boxes: number }> {
  const route = await drivenRoute(tx, { tripId });
  const trip = await plannedTrip(tx, tripId);
  await requireNextPlace(tx, { routeId: route.id, tripId, kind: trip.sourceKind, id: trip.sourceId });
  const carried = await boxesOf(tx, tripId);
  await requireValidCode(tx, {
    cityId: route.cityId,
    riderId: route.riderId,
    travellerClass: route.travellerClass,
    zoneId: carried.find((box) => box.zoneId)?.zoneId ?? null,
    until: trip.returnsAt > tx.now ? trip.returnsAt : tx.now,
  });

  const taken = await takeFromAll(tx, { route, trip, carried });
  await tx.db.update(trips).set({ state: 'running', departedAt: tx.now }).where(eq(trips.id, tripId));
  await tx.db.update(routes).set({ state: 'running' }).where(eq(routes.id, route.id));
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
      zoneId: stops.servesZoneId,
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

/** One hand-over per custodian; boxes that already ride with the traveller stay as they are. */
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
  return waiting.map((box) => box.id);
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
