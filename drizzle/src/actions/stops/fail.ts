import { and, eq } from 'drizzle-orm';
import { record } from '../../database/record.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { appendEvent } from '../../events/outbox.ts';
import type { Id } from '../../rules/ids.ts';
import type { StopFailure } from '../../rules/vocabulary.ts';
import { stopBoxes, stops } from '../../schema/routes.ts';
import { setOrderStates } from '../boxes/set-order-states.ts';
import { drivenRoute } from '../routes/driver.ts';
import { openStop } from './open-stop.ts';

/** A reached stop could not be served: its boxes stay with the traveller and are planned anew or come back. */
export async function failStop(
  tx: ActionTx,
  { stopId, failure }: { stopId: Id; failure: StopFailure },
): Promise<{ routeId: Id }> {
  const route = await drivenRoute(tx, { stopId });
  await openStop(tx, { stopId, states: ['arrived'] });
  await closeFailed(tx, { stopIds: [stopId], failure });
  await appendEvent(tx, { name: 'stop.done.v1', cityId: route.cityId, payload: { stopId } });
  await record(tx, {
    action: 'stops/fail',
    cityId: route.cityId,
    subject: { kind: 'stop', id: stopId },
    facts: { failure },
  });
  return { routeId: route.id };
}

/** Marks stops as failed and frees their boxes for another plan. */
export async function closeFailed(
  tx: ActionTx,
  { stopIds, failure }: { stopIds: readonly Id[]; failure: StopFailure },
): Promise<void> {
  for (const stopId of stopIds) {
    await tx.db.update(stops).set({ state: 'failed', failure, doneAt: tx.now }).where(eq(stops.id, stopId));
    const freed = await tx.db
      .update(stopBoxes)
      .set({ active: false, outcome: 'failed' })
      .where(and(eq(stopBoxes.stopId, stopId), stopBoxes.active))
      .returning({ boxId: stopBoxes.boxId });
    await setOrderStates(tx, { boxIds: freed.map((row) => row.boxId) });
  }
}
