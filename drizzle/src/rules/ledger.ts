import type { Id } from './ids.ts';
import { householdIn, type LedgerAccount, warehouseIn } from './ledger-account.ts';
import type { Verdict } from './refusal.ts';
import { availableOf, type Balance } from './stock.ts';
import { accepted, refused } from './verdict.ts';
import type { LedgerKind } from './vocabulary.ts';

/** One immutable row: units of one SKU from one account to another. Only some kinds move them at once. */
export interface LedgerEntry {
  readonly id: Id;
  readonly kind: LedgerKind;
  readonly skuId: Id;
  readonly from: LedgerAccount;
  readonly to: LedgerAccount;
  readonly quantity: number;
  /** The pending row that a post, void or loss resolves, in part or whole. */
  readonly pendingId?: Id | null;
}

export interface Reservation {
  readonly skuId: Id;
  readonly from: LedgerAccount;
  readonly to: LedgerAccount;
  readonly quantity: number;
  readonly remaining: number;
}

/** What the rows say, added up. Keys of `held` are `account|sku`; the units of a SKU over all accounts sum to zero. */
export interface LedgerBook {
  readonly held: ReadonlyMap<string, number>;
  readonly reservations: ReadonlyMap<Id, Reservation>;
}

export const emptyBook: LedgerBook = { held: new Map(), reservations: new Map() };

/** A pending row only holds, a void only lets go; every other kind moves units. */
function moves(kind: LedgerKind): boolean {
  return kind !== 'pending' && kind !== 'void';
}

/** The projection of all rows, in the order in which they were written. */
export function project(entries: readonly LedgerEntry[]): LedgerBook {
  const held = new Map<string, number>();
  const reservations = new Map<Id, Reservation>();
  for (const entry of entries) writeTo(held, reservations, entry);
  return { held, reservations };
}

/** The book with one more row. The row is not judged: ask `entryVerdict` first. */
export function written(book: LedgerBook, entry: LedgerEntry): LedgerBook {
  const held = new Map(book.held);
  const reservations = new Map(book.reservations);
  writeTo(held, reservations, entry);
  return { held, reservations };
}

function writeTo(held: Map<string, number>, reservations: Map<Id, Reservation>, entry: LedgerEntry): void {
  const { kind, skuId, from, to, quantity, pendingId } = entry;
  if (moves(kind)) {
    held.set(`${from}|${skuId}`, (held.get(`${from}|${skuId}`) ?? 0) - quantity);
    held.set(`${to}|${skuId}`, (held.get(`${to}|${skuId}`) ?? 0) + quantity);
  }
  if (kind === 'pending') reservations.set(entry.id, { skuId, from, to, quantity, remaining: quantity });

  const resolved = pendingId ? reservations.get(pendingId) : undefined;
  if (pendingId && resolved) reservations.set(pendingId, { ...resolved, remaining: resolved.remaining - quantity });
}

/** Units of a SKU that an account holds; below zero for the supplier, who only gives. */
export function heldBy(book: LedgerBook, account: LedgerAccount, skuId: Id): number {
  return book.held.get(`${account}|${skuId}`) ?? 0;
}

/** On hand and reserved of a SKU in a warehouse's account. */
export function balanceOf(book: LedgerBook, account: LedgerAccount, skuId: Id): Balance {
  let reserved = 0;
  for (const held of book.reservations.values()) {
    if (held.from === account && held.skuId === skuId) reserved += held.remaining;
  }
  return { onHand: heldBy(book, account, skuId), reserved };
}

/** May this row be written? Nothing is oversold, and no reservation is resolved twice. */
export function entryVerdict(book: LedgerBook, entry: LedgerEntry): Verdict {
  const { kind, skuId, from, quantity } = entry;
  if (!Number.isSafeInteger(quantity) || quantity < 1) {
    return refused('quantityInvalid', { field: 'quantity', value: quantity, accepted: 'a whole number from 1' });
  }
  if (!legsFit(entry)) return refused('ledgerConflict', { reason: 'legs', kind, from, to: entry.to });

  switch (kind) {
    case 'receive':
      return accepted();
    case 'pending':
    case 'transfer': {
      const available = availableOf(balanceOf(book, from, skuId));
      return quantity <= available ? accepted() : refused('outOfStock', { skuId, from, asked: quantity, available });
    }
    case 'return': {
      const had = heldBy(book, from, skuId);
      return quantity <= had
        ? accepted()
        : refused('ledgerConflict', { reason: 'neverPosted', skuId, asked: quantity, had });
    }
    case 'post':
    case 'void':
    case 'loss':
      return resolveVerdict(book, entry);
  }
}

/** A post, void or loss names a pending row of the same goods and takes no more than is left of it. */
function resolveVerdict(book: LedgerBook, { kind, skuId, from, to, quantity, pendingId }: LedgerEntry): Verdict {
  const pending = pendingId ? book.reservations.get(pendingId) : undefined;
  if (!pending) return refused('ledgerConflict', { reason: 'noPendingRow', pendingId: pendingId ?? null });

  const sameGoods = pending.skuId === skuId && pending.from === from && (kind === 'loss' || pending.to === to);
  if (!sameGoods) return refused('ledgerConflict', { reason: 'otherGoods', pendingId });

  const { remaining } = pending;
  if (quantity <= remaining) return accepted();
  return refused('ledgerConflict', { reason: 'resolvedAlready', pendingId, asked: quantity, remaining });
}

/** Each kind leads between accounts of its own two sorts. */
function legsFit({ kind, from, to }: LedgerEntry): boolean {
  const [fromStock, toStock] = [warehouseIn(from) !== null, warehouseIn(to) !== null];
  switch (kind) {
    case 'receive':
      return from === 'supplier' && toStock;
    case 'pending':
    case 'post':
    case 'void':
      return fromStock && householdIn(to) !== null;
    case 'transfer':
      return fromStock && toStock && from !== to;
    case 'loss':
      return fromStock && to === 'loss';
    case 'return':
      return householdIn(from) !== null && toStock;
  }
}
