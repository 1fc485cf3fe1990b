import type { ActionTx } from '../../database/transaction.ts';
import { writeEntries } from '../ledger/write-entries.ts';
import { boxLinesOf, resolving } from './box-lines.ts';
import { type CustodyChange, type PassedBox, passCustody } from './pass-custody.ts';
import { setOrderStates } from './set-order-states.ts';

/**
 * Boxes are accepted at the place that the service mode names: custody passes, the pending rows are posted. A box that was
 * delivered before only changes hands, so that nothing is posted twice.
 */
export async function deliverBoxes(tx: ActionTx, change: Omit<CustodyChange, 'deliversAtGate'>): Promise<PassedBox[]> {
  const passed = await passCustody(tx, { ...change, deliversAtGate: change.to.kind === 'gate' });

  const delivered = passed.filter(({ was, state }) => was !== 'delivered' && state === 'delivered');
  if (delivered.length > 0) {
    const lines = await boxLinesOf(
      tx,
      delivered.map(({ id }) => id),
    );
    await writeEntries(tx, resolving('post', lines));
  }
  await setOrderStates(tx, { boxIds: passed.map(({ id }) => id) });
  return passed;
}
