import { describe, expect, it } from 'vitest';
import {
  balanceOf,
  emptyBook,
  entryVerdict,
  heldBy,
  type LedgerBook,
  type LedgerEntry,
  project,
  written,
} from './ledger.ts';
import { householdIn, householdOf, type LedgerAccount, stockOf, warehouseIn } from './ledger-account.ts';
import { refusalOf } from './testing/refusal-of.ts';
import { ledgerKinds } from './vocabulary.ts';

const [north, south] = [stockOf('north'), stockOf('south')];
const [li, wang] = [householdOf('li'), householdOf('wang')];
const accounts: readonly LedgerAccount[] = ['supplier', 'loss', north, south, li, wang];

let serial = 0;
type Draft = Pick<LedgerEntry, 'kind' | 'from' | 'to' | 'quantity'> & Partial<LedgerEntry>;
const row = (draft: Draft): LedgerEntry => ({ id: `row-${serial++}`, skuId: 'rice', pendingId: null, ...draft });

const receive = (quantity: number, to = north) => row({ kind: 'receive', from: 'supplier', to, quantity });
const pending = (id: string, quantity: number) => row({ id, kind: 'pending', from: north, to: li, quantity });
const resolve = (kind: 'post' | 'void', pendingId: string, quantity: number) =>
  row({ kind, from: north, to: li, quantity, pendingId });
const lose = (pendingId: string, quantity: number) =>
  row({ kind: 'loss', from: north, to: 'loss', quantity, pendingId });

const balance = (book: LedgerBook, account = north) => balanceOf(book, account, 'rice');
const codeOf = (book: LedgerBook, entry: LedgerEntry) => refusalOf(entryVerdict(book, entry)).code;

describe('ledger', () => {
  it('a pending row reserves and moves nothing, a post moves, a void lets go', () => {
    const held = project([receive(10), pending('p', 4)]);
    expect(balance(held)).toEqual({ onHand: 10, reserved: 4 });
    expect(heldBy(held, li, 'rice')).toBe(0);

    const posted = written(held, resolve('post', 'p', 3));
    expect(balance(posted)).toEqual({ onHand: 7, reserved: 1 });
    expect(heldBy(posted, li, 'rice')).toBe(3);
    expect(heldBy(posted, 'supplier', 'rice')).toBe(-10);

    expect(balance(written(posted, resolve('void', 'p', 1)))).toEqual({ onHand: 7, reserved: 0 });
    expect(balance(held)).toEqual({ onHand: 10, reserved: 4 });
  });

  it('lost goods leave the stock and their reservation at once', () => {
    const book = project([receive(10), pending('p', 4), lose('p', 1)]);
    expect(balance(book)).toEqual({ onHand: 9, reserved: 3 });
    expect(heldBy(book, 'loss', 'rice')).toBe(1);
  });

  it('a transfer moves between warehouses, a return comes back from the household', () => {
    const entries = [receive(10), row({ kind: 'transfer', from: north, to: south, quantity: 4 })];
    expect(balance(project(entries), south)).toEqual({ onHand: 4, reserved: 0 });
    const posted = project([...entries, pending('p', 2), resolve('post', 'p', 2)]);
    const back = row({ kind: 'return', from: li, to: south, quantity: 2 });
    expect(entryVerdict(posted, back).ok).toBe(true);
    expect(balance(written(posted, back), south)).toEqual({ onHand: 6, reserved: 0 });
  });

  it('a SKU says nothing of another one', () => {
    const book = project([receive(10), row({ kind: 'pending', skuId: 'oil', from: north, to: li, quantity: 3 })]);
    expect(balance(book)).toEqual({ onHand: 10, reserved: 0 });
    expect(balanceOf(book, north, 'oil')).toEqual({ onHand: 0, reserved: 3 });
    expect(balance(book, south)).toEqual({ onHand: 0, reserved: 0 });
  });

  it('no more is reserved or transferred than is free', () => {
    const book = project([receive(10), pending('p', 7)]);
    expect(entryVerdict(book, pending('q', 3)).ok).toBe(true);
    const refusal = refusalOf(entryVerdict(book, pending('q', 4)));
    expect(refusal.code).toBe('outOfStock');
    expect(refusal.details).toEqual({ skuId: 'rice', from: north, asked: 4, available: 3 });
    expect(codeOf(book, row({ kind: 'transfer', from: north, to: south, quantity: 4 }))).toBe('outOfStock');
    expect(entryVerdict(book, row({ kind: 'transfer', from: north, to: south, quantity: 3 })).ok).toBe(true);
  });

  it('a reservation is never resolved beyond what is left of it', () => {
    const book = project([receive(10), pending('p', 4), resolve('post', 'p', 1)]);
    for (const entry of [resolve('post', 'p', 4), resolve('void', 'p', 4), lose('p', 4)]) {
      const refusal = refusalOf(entryVerdict(book, entry));
      expect(refusal.code).toBe('ledgerConflict');
      expect(refusal.details).toEqual({ reason: 'resolvedAlready', pendingId: 'p', asked: 4, remaining: 3 });
    }
    for (const entry of [resolve('post', 'p', 3), resolve('void', 'p', 3), lose('p', 3)]) {
      expect(entryVerdict(book, entry).ok).toBe(true);
    }
  });

  it('a post, void or loss needs its pending row, of the same goods and places', () => {
    const book = project([receive(10), receive(10, south), pending('p', 4)]);
    expect(refusalOf(entryVerdict(book, resolve('post', 'ghost', 1))).details).toEqual({
      reason: 'noPendingRow',
      pendingId: 'ghost',
    });
    expect(refusalOf(entryVerdict(book, { ...resolve('void', 'p', 1), pendingId: null })).details).toEqual({
      reason: 'noPendingRow',
      pendingId: null,
    });
    const others = [{ skuId: 'oil' }, { from: south }, { to: wang }];
    for (const over of others) {
      const refusal = refusalOf(entryVerdict(book, { ...resolve('post', 'p', 1), ...over }));
      expect(refusal.details).toEqual({ reason: 'otherGoods', pendingId: 'p' });
    }
    expect(codeOf(book, { ...lose('p', 1), from: south })).toBe('ledgerConflict');
  });

  it('nothing is returned that was never delivered', () => {
    const book = project([receive(10), pending('p', 4), resolve('post', 'p', 2)]);
    const refusal = refusalOf(entryVerdict(book, row({ kind: 'return', from: li, to: north, quantity: 3 })));
    expect(refusal.code).toBe('ledgerConflict');
    expect(refusal.details).toEqual({ reason: 'neverPosted', skuId: 'rice', asked: 3, had: 2 });
  });

  it('amounts are whole and positive', () => {
    for (const quantity of [0, -1, 0.5, Number.NaN, 2 ** 60]) {
      const refusal = refusalOf(entryVerdict(emptyBook, receive(quantity)));
      expect(refusal.code).toBe('quantityInvalid');
      expect(refusal.details).toEqual({ field: 'quantity', value: quantity, accepted: 'a whole number from 1' });
    }
  });

  it('each kind leads between accounts of its own sorts, and no others', () => {
    const fits: Record<(typeof ledgerKinds)[number], string[]> = {
      receive: ['supplier>stock:north', 'supplier>stock:south'],
      pending: [
        'stock:north>household:li',
        'stock:north>household:wang',
        'stock:south>household:li',
        'stock:south>household:wang',
      ],
      post: [
        'stock:north>household:li',
        'stock:north>household:wang',
        'stock:south>household:li',
        'stock:south>household:wang',
      ],
      void: [
        'stock:north>household:li',
        'stock:north>household:wang',
        'stock:south>household:li',
        'stock:south>household:wang',
      ],
      transfer: ['stock:north>stock:south', 'stock:south>stock:north'],
      loss: ['stock:north>loss', 'stock:south>loss'],
      return: [
        'household:li>stock:north',
        'household:li>stock:south',
        'household:wang>stock:north',
        'household:wang>stock:south',
      ],
    };
    for (const kind of ledgerKinds) {
      const found = accounts
        .flatMap((from) => accounts.map((to) => row({ kind, from, to, quantity: 1 })))
        .filter((entry) => {
          const verdict = entryVerdict(emptyBook, entry);
          return verdict.ok || verdict.refusal.details.reason !== 'legs';
        });
      expect(found.map(({ from, to }) => `${from}>${to}`)).toEqual(fits[kind]);
    }
    expect(
      refusalOf(entryVerdict(emptyBook, row({ kind: 'receive', from: li, to: north, quantity: 1 }))).details,
    ).toEqual({
      reason: 'legs',
      kind: 'receive',
      from: li,
      to: north,
    });
  });

  it('accounts name what they belong to', () => {
    expect([warehouseIn(north), warehouseIn(li), warehouseIn('loss')]).toEqual(['north', null, null]);
    expect([householdIn(li), householdIn(north), householdIn('supplier')]).toEqual(['li', null, null]);
  });
});
