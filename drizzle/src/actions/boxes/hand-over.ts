import type { ActionTx } from '../../database/transaction.ts';
import { InvariantError } from '../../rules/refusal.ts';
import { type CustodyChange, type PassedBox, passCustody } from './pass-custody.ts';
import { setOrderStates } from './set-order-states.ts';

/**
 * Boxes pass between custodians on their way: loading, hand-over at a gate, relay or base, and custody of boxes that were
 * delivered before. Where a box ends its way, `deliverBoxes` and `returnBoxes` settle the ledger too.
 */
export async function handOver(tx: ActionTx, change: CustodyChange): Promise<PassedBox[]> {
  const passed = await passCustody(tx, change);

  const ended = passed.find(({ was, state }) => was !== state && (state === 'delivered' || state === 'returned'));
  if (ended) throw new InvariantError(`box ${ended.id} ends here as ${ended.state}: its stock must be settled with it`);

  await setOrderStates(tx, { boxIds: passed.map(({ id }) => id) });
  return passed;
}
