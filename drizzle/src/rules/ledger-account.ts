import type { Id } from './ids.ts';

/** One side of a ledger row: where units come from or go to. */
export type LedgerAccount = 'supplier' | 'loss' | `stock:${Id}` | `household:${Id}`;

export function stockOf(warehouseId: Id): LedgerAccount {
  return `stock:${warehouseId}`;
}

export function householdOf(householdId: Id): LedgerAccount {
  return `household:${householdId}`;
}

/** The warehouse whose stock the account is, or null. */
export function warehouseIn(account: LedgerAccount): Id | null {
  return account.startsWith('stock:') ? account.slice('stock:'.length) : null;
}

/** The household whose account it is, or null. */
export function householdIn(account: LedgerAccount): Id | null {
  return account.startsWith('household:') ? account.slice('household:'.length) : null;
}
