import { and, eq, inArray } from 'drizzle-orm';
import { record } from '../../database/record.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { appendEvent } from '../../events/outbox.ts';
import type { Custodian } from '../../rules/custodian.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import type { PlaceKind } from '../../rules/vocabulary.ts';
import { boxes } from '../../schema/boxes.ts';
import { orders } from '../../schema/orders.ts';
import { stopBoxes, stops } from '../../schema/routes.ts';
import { deliverBoxes } from '../boxes/deliver-boxes.ts';
import { handOver } from '../boxes/hand-over.ts';
import { returnBoxes } from '../boxes/return-boxes.ts';
import { setOrderStates } from '../boxes/set-order-states.ts';
import { requireValidCode } from '../health/require-valid-code.ts';
import { custodianOf, type DrivenRoute, drivenRoute } from '../routes/driver.ts';
import { requestWaveSoon } from '../waves/request-wave-soon.ts';
import { type OpenStop, openStop } from './open-stop.ts';

interface StopBox {
  readonly id: Id;
  readonly householdId: Id;
}

/**
 * The boxes of a reached stop change hands: accepted at the door, gate or drop point that the service mode names they are
 * delivered; set down at a gate, relay or base of the next level they are handed over; at a warehouse they are back. Boxes
 * left out count as failed here.
 */
export async function deliverStop(
  tx: ActionTx,
  { stopId, boxIds }: { stopId: Id; boxIds?: readonly Id[] | undefined },
): Promise<{ routeId: Id; boxes: number }> {
  const route = await drivenRoute(tx, { stopId });
  const stop = await openStop(tx, { stopId, states: ['arrived'] });
  await requireValidCode(tx, { ...route, until: tx.now });
  const all = await activeBoxes(tx, stopId);
  const given = boxIds ? all.filter((box) => boxIds.includes(box.id)) : all;
  const unknown = boxIds?.find((boxId) => !all.some((box) => box.id === boxId));
  if (unknown) throw new Refusal('boxNotHere', { boxId: unknown, stopId });

  await passOn(tx, { route, stop, given });
  await closeStop(tx, { stop, given, all });
  await setOrderStates(tx, { boxIds: all.map((box) => box.id) });
  if (stop.mode === 'handOver' && stop.placeKind !== 'warehouse') await requestWaveSoon(tx, { cityId: route.cityId });
  await appendEvent(tx, { name: 'stop.done.v1', cityId: route.cityId, payload: { stopId } });
  await record(tx, {
    action: 'stops/deliver',
    cityId: route.cityId,
    subject: { kind: 'stop', id: stopId },
    facts: { mode: stop.mode, boxes: given.length, left: all.length - given.length },
  });
  return { routeId: route.id, boxes: given.length };
}

function activeBoxes(tx: ActionTx, stopId: Id): Promise<StopBox[]> {
  return tx.db
    .select({ id: boxes.id, householdId: orders.householdId })
    .from(stopBoxes)
    .innerJoin(boxes, eq(boxes.id, stopBoxes.boxId))
    .innerJoin(orders, eq(orders.id, boxes.orderId))
    .where(and(eq(stopBoxes.stopId, stopId), stopBoxes.active))
    .orderBy(boxes.id);
}

async function passOn(
  tx: ActionTx,
  { route, stop, given }: { route: DrivenRoute; stop: OpenStop; given: readonly StopBox[] },
): Promise<void> {
  const from = custodianOf(route);
  const boxIds = given.map((box) => box.id);
  if (stop.placeKind === 'warehouse') {
    await returnBoxes(tx, { boxIds, warehouseId: stop.placeId, from, stopId: stop.id });
    return;
  }
  if (stop.mode === 'handOver') {
    await handOver(tx, { boxIds, from, to: placeCustodian(stop), stopId: stop.id });
    return;
  }
  for (const { to, group } of byTaker(stop, given)) {
    await deliverBoxes(tx, { boxIds: group.map((box) => box.id), from, to, stopId: stop.id });
  }
}

function byTaker(stop: OpenStop, given: readonly StopBox[]): { to: Custodian; group: StopBox[] }[] {
  if (stop.mode !== 'door') return [{ to: placeCustodian(stop), group: [...given] }];
  const households = [...new Set(given.map((box) => box.householdId))];
  return households.map((id) => ({
    to: { kind: 'household', id },
    group: given.filter((box) => box.householdId === id),
  }));
}

const takingPlaces: Partial<Record<PlaceKind, Custodian['kind']>> = {
  dropPoint: 'dropPoint',
  gate: 'gate',
  relay: 'relay',
  riderBase: 'riderBase',
};

function placeCustodian(stop: OpenStop): Custodian {
  const kind = takingPlaces[stop.placeKind];
  if (!kind) throw new Refusal('handOverNotAllowed', { stopId: stop.id, place: stop.placeKind, mode: stop.mode });
  return { kind, id: stop.placeId };
}

async function closeStop(
  tx: ActionTx,
  { stop, given, all }: { stop: OpenStop; given: readonly StopBox[]; all: readonly StopBox[] },
): Promise<void> {
  const outcome = stop.mode === 'handOver' ? 'handedOver' : 'delivered';
  const left = all.filter((box) => !given.includes(box));
  await setOutcome(tx, { stopId: stop.id, boxIds: given.map((box) => box.id), outcome });
  await setOutcome(tx, { stopId: stop.id, boxIds: left.map((box) => box.id), outcome: 'failed' });
  await tx.db.update(stops).set({ state: 'done', doneAt: tx.now }).where(eq(stops.id, stop.id));
}

async function setOutcome(
  tx: ActionTx,
  { stopId, boxIds, outcome }: { stopId: Id; boxIds: readonly Id[]; outcome: 'delivered' | 'handedOver' | 'failed' },
): Promise<void> {
  if (boxIds.length === 0) return;
  await tx.db
    .update(stopBoxes)
    .set({ active: false, outcome })
    .where(and(eq(stopBoxes.stopId, stopId), inArray(stopBoxes.boxId, [...boxIds])));
}
