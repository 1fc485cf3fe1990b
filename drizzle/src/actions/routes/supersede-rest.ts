import { and, asc, eq, inArray } from 'drizzle-orm';
import type { ActionTx } from '../../database/transaction.ts';
import { appendEvent } from '../../events/outbox.ts';
import type { Id } from '../../rules/ids.ts';
import type { StopFailure } from '../../rules/vocabulary.ts';
import { legs } from '../../schema/legs.ts';
import { routes, stopBoxes, stops, trips } from '../../schema/routes.ts';
import { setOrderStates } from '../boxes/set-order-states.ts';
import { cutLeg, splitLeg } from '../legs/cut.ts';
import { closeFailed } from '../stops/fail.ts';

export interface SupersedeRest {
  readonly routeId: Id;
  readonly cityId: Id;
  readonly lawVersion: number;
  /** A stop at which the traveller is right now and may not go on serving: any, or only those among these. */
  readonly failArrived: { readonly failure: StopFailure; readonly among?: readonly Id[] };
  readonly endState: 'superseded' | 'halted';
}

/**
 * Takes back all of a route that has not happened yet: the running leg ends where the traveller is, stops not reached are
 * superseded and their boxes are free for the next plan, wherever they are.
 */
export async function supersedeRest(tx: ActionTx, change: SupersedeRest): Promise<void> {
  const { routeId, endState, failArrived } = change;
  await supersedeLegs(tx, change);
  const freed = await supersedeStops(tx, routeId);
  const arrived = await stopIds(tx, routeId, 'arrived');
  const failed = arrived.filter((stopId) => failArrived.among?.includes(stopId) ?? true);
  await closeFailed(tx, { stopIds: failed, failure: failArrived.failure });
  await tx.db
    .update(trips)
    .set({ state: 'superseded' })
    .where(and(eq(trips.routeId, routeId), inArray(trips.state, ['planned', 'running'])));
  await tx.db.update(routes).set({ state: endState, endedAt: tx.now }).where(eq(routes.id, routeId));
  await setOrderStates(tx, { boxIds: freed });
  await appendEvent(tx, { name: 'route.changed.v1', cityId: change.cityId, payload: { routeId } });
}

async function supersedeLegs(tx: ActionTx, { routeId, lawVersion }: SupersedeRest): Promise<void> {
  const open = await tx.db
    .select()
    .from(legs)
    .where(and(eq(legs.routeId, routeId), eq(legs.status, 'planned')))
    .orderBy(asc(legs.seq));
  for (const leg of open) {
    const cut = await splitLeg(tx, leg);
    if (cut.driven.length > 1) await cutLeg(tx, { cut, restStatus: 'superseded', lawVersion });
  }
  await tx.db
    .update(legs)
    .set({ status: 'superseded' })
    .where(and(eq(legs.routeId, routeId), eq(legs.status, 'planned')));
}

async function supersedeStops(tx: ActionTx, routeId: Id): Promise<Id[]> {
  const planned = await stopIds(tx, routeId, 'planned');
  if (planned.length === 0) return [];
  await tx.db.update(stops).set({ state: 'superseded' }).where(inArray(stops.id, planned));
  const freed = await tx.db
    .update(stopBoxes)
    .set({ active: false, outcome: 'superseded' })
    .where(and(inArray(stopBoxes.stopId, planned), stopBoxes.active))
    .returning({ boxId: stopBoxes.boxId });
  return freed.map((row) => row.boxId);
}

async function stopIds(tx: ActionTx, routeId: Id, state: 'planned' | 'arrived'): Promise<Id[]> {
  const found = await tx.db
    .select({ id: stops.id })
    .from(stops)
    .innerJoin(trips, eq(trips.id, stops.tripId))
    .where(and(eq(trips.routeId, routeId), eq(stops.state, state)))
    .orderBy(asc(stops.id));
  return found.map((stop) => stop.id);
}
