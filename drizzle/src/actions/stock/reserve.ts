import type { ActionTx } from '../../database/transaction.ts';
import { type Id, newId } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import type { NewEntry } from '../ledger/effects.ts';
import { writeEntries } from '../ledger/write-entries.ts';

/** Units of one SKU that an order takes from one warehouse. */
export interface Claim {
  readonly cityId: Id;
  readonly orderId: Id;
  readonly householdId: Id;
  readonly warehouseId: Id;
  readonly skuId: Id;
  readonly quantity: number;
  readonly deliveryDay: string;
}

/** Others took the units between the look at the shelf and the claim. As a serialization failure the transaction runs again. */
export class StockMoved extends Error {
  readonly code = '40001';

  constructor(cause: Refusal) {
    super('the stock moved between look and claim', { cause });
    this.name = 'StockMoved';
  }
}

/**
 * Reserves units for orders: a pending row and a reservation each, and one conditional change of each balance by the sum of
 * all claims on it. All or nothing; it is the last thing that an action does, because a hot balance stays locked from here on.
 */
export async function reserve(tx: ActionTx, claims: readonly Claim[]): Promise<void> {
  const entries: NewEntry[] = claims.map((claim) => ({ ...claim, id: newId(), kind: 'pending' }));
  try {
    await writeEntries(tx, entries);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'outOfStock') throw new StockMoved(error);
    throw error;
  }
}
