import type { Id } from '../../rules/ids.ts';
import { householdOf, type LedgerAccount, stockOf } from '../../rules/ledger-account.ts';
import { InvariantError } from '../../rules/refusal.ts';
import type { LedgerKind } from '../../rules/vocabulary.ts';

/** A movement of stock that is about to be written. `toWarehouseId` is the other end of a transfer. */
export interface NewEntry {
  readonly id: Id;
  readonly cityId: Id;
  readonly kind: LedgerKind;
  readonly skuId: Id;
  readonly quantity: number;
  readonly warehouseId: Id;
  readonly toWarehouseId?: Id;
  readonly householdId?: Id;
  readonly orderId?: Id;
  readonly boxId?: Id;
  readonly pendingId?: Id;
  readonly deliveryDay?: string;
}

/** What rows do to the balance of one SKU at one warehouse. */
export interface BalanceChange {
  readonly warehouseId: Id;
  readonly skuId: Id;
  readonly onHand: number;
  readonly reserved: number;
}

/** From which account to which the units go; a void names the legs of the pending row that it ends. */
export function legsOf(entry: NewEntry): { readonly fromAccount: LedgerAccount; readonly toAccount: LedgerAccount } {
  const stock = stockOf(entry.warehouseId);
  switch (entry.kind) {
    case 'receive':
      return { fromAccount: 'supplier', toAccount: stock };
    case 'pending':
    case 'post':
    case 'void':
      return { fromAccount: stock, toAccount: householdOf(named(entry, 'householdId')) };
    case 'transfer':
      return { fromAccount: stock, toAccount: stockOf(named(entry, 'toWarehouseId')) };
    case 'loss':
      return { fromAccount: stock, toAccount: 'loss' };
    case 'return':
      return { fromAccount: householdOf(named(entry, 'householdId')), toAccount: stock };
  }
}

/** The sum of the rows for each balance that they touch, in the one order in which balances are locked. */
export function balanceChanges(entries: readonly NewEntry[]): BalanceChange[] {
  const sums = new Map<string, { warehouseId: Id; skuId: Id; onHand: number; reserved: number }>();
  const add = (warehouseId: Id, skuId: Id, onHand: number, reserved: number) => {
    const key = `${warehouseId} ${skuId}`;
    const sum = sums.get(key) ?? { warehouseId, skuId, onHand: 0, reserved: 0 };
    sum.onHand += onHand;
    sum.reserved += reserved;
    sums.set(key, sum);
  };

  for (const entry of entries) {
    const units = entry.quantity;
    const [onHand, reserved] = signsOf(entry.kind);
    add(entry.warehouseId, entry.skuId, onHand * units, reserved * units);
    if (entry.kind === 'transfer') add(named(entry, 'toWarehouseId'), entry.skuId, units, 0);
  }
  return [...sums.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}

/** By how much a row of one unit moves what is on hand and what is reserved. */
function signsOf(kind: LedgerKind): readonly [onHand: number, reserved: number] {
  switch (kind) {
    case 'receive':
    case 'return':
      return [1, 0];
    case 'pending':
      return [0, 1];
    case 'post':
    case 'loss':
      return [-1, -1];
    case 'void':
      return [0, -1];
    case 'transfer':
      return [-1, 0];
  }
}

function named(entry: NewEntry, field: 'householdId' | 'toWarehouseId'): Id {
  const id = entry[field];
  if (!id) throw new InvariantError(`a ledger row of kind ${entry.kind} needs a ${field}`);
  return id;
}
