import type { ActionTx } from '../database/transaction.ts';
import { newId } from '../rules/ids.ts';
import { outbox } from '../schema/transport.ts';
import { type DomainEvent, eventPayloads } from './union.ts';

/** Says in the transaction of the cause that something happened; the relay passes it on after the commit. */
export async function appendEvent(tx: ActionTx, event: DomainEvent): Promise<void> {
  await appendEvents(tx, [event]);
}

/** The same for many at once, in one statement. */
export async function appendEvents(tx: ActionTx, events: readonly DomainEvent[]): Promise<void> {
  if (events.length === 0) return;

  await tx.db.insert(outbox).values(
    events.map(({ name, cityId, payload }) => ({
      id: newId(),
      cityId,
      name,
      payload: eventPayloads[name].parse(payload),
      recordedAt: tx.now,
    })),
  );
}
