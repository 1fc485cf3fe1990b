import fc from 'fast-check';
import { expect, it } from 'vitest';
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
import { householdOf, type LedgerAccount, stockOf } from './ledger-account.ts';
import { ledgerKinds } from './vocabulary.ts';

/** The simplest thing that can be right: every unit is a bead that lies somewhere and may have one order's string on it. */
interface Bead {
  at: LedgerAccount;
  pendingId: string | null;
}

interface Real {
  book: LedgerBook;
  readonly entries: LedgerEntry[];
}

const stocks = [stockOf('north'), stockOf('south')];
const households = [householdOf('li'), householdOf('wang')];
const accounts: LedgerAccount[] = ['supplier', 'loss', ...stocks, ...households];

class Write implements fc.Command<Bead[], Real> {
  readonly draft: Omit<LedgerEntry, 'id' | 'pendingId'>;
  readonly pick: number;

  constructor(draft: Omit<LedgerEntry, 'id' | 'pendingId'>, pick: number) {
    this.draft = draft;
    this.pick = pick;
  }

  check(): boolean {
    return true;
  }

  /** Moves beads if enough of them are there; says whether it could. */
  lives(beads: Bead[], entry: LedgerEntry): boolean {
    const { kind, from, to, quantity, pendingId } = entry;
    if (kind === 'receive') {
      for (let i = 0; i < quantity; i++) beads.push({ at: to, pendingId: null });
      return true;
    }
    const resolves = kind === 'post' || kind === 'void' || kind === 'loss';
    const mine = beads.filter((bead) => bead.at === from && bead.pendingId === (resolves ? pendingId : null));
    if (mine.length < quantity || (resolves && pendingId === null)) return false;
    for (const bead of mine.slice(0, quantity)) {
      if (kind === 'pending') bead.pendingId = entry.id;
      else if (kind === 'void') bead.pendingId = null;
      else Object.assign(bead, { at: to, pendingId: null });
    }
    return true;
  }

  run(beads: Bead[], real: Real): void {
    const pendings = [...real.book.reservations];
    const [pendingId, chosen] = pendings[this.pick % Math.max(1, pendings.length)] ?? [null, null];
    const resolves = this.draft.kind === 'post' || this.draft.kind === 'void' || this.draft.kind === 'loss';
    const legs =
      resolves && chosen ? { from: chosen.from, to: this.draft.kind === 'loss' ? ('loss' as const) : chosen.to } : {};
    const entry: LedgerEntry = {
      ...this.draft,
      ...legs,
      id: `row-${real.entries.length}`,
      pendingId: resolves ? pendingId : null,
    };

    const verdict = entryVerdict(real.book, entry);
    const legsFit = verdict.ok || verdict.refusal.details.reason !== 'legs';
    if (legsFit) expect(verdict.ok).toBe(this.lives(beads, entry));
    if (verdict.ok) {
      real.book = written(real.book, entry);
      real.entries.push(entry);
    }
    this.agree(beads, real);
  }

  agree(beads: readonly Bead[], real: Real): void {
    let sum = 0;
    for (const account of accounts) {
      const held = heldBy(real.book, account, 'rice');
      sum += held;
      if (account !== 'supplier') expect(held).toBe(beads.filter((bead) => bead.at === account).length);
    }
    expect(sum).toBe(0);
    for (const stock of stocks) {
      const { onHand, reserved } = balanceOf(real.book, stock, 'rice');
      expect(reserved).toBe(beads.filter((bead) => bead.at === stock && bead.pendingId !== null).length);
      expect(reserved).toBeGreaterThanOrEqual(0);
      expect(reserved).toBeLessThanOrEqual(onHand);
    }
    expect(project(real.entries)).toEqual(real.book);
  }

  toString(): string {
    return `${this.draft.kind} ${this.draft.quantity} ${this.draft.from} → ${this.draft.to}`;
  }
}

it('whatever is written, sums are zero, 0 ≤ reserved ≤ on hand, and nothing is resolved twice', () => {
  const legs: Record<LedgerEntry['kind'], fc.Arbitrary<readonly [LedgerAccount, LedgerAccount]>> = {
    receive: fc.tuple(fc.constant<LedgerAccount>('supplier'), fc.constantFrom(...stocks)),
    pending: fc.tuple(fc.constantFrom(...stocks), fc.constantFrom(...households)),
    post: fc.tuple(fc.constantFrom(...stocks), fc.constantFrom(...households)),
    void: fc.tuple(fc.constantFrom(...stocks), fc.constantFrom(...households)),
    transfer: fc.tuple(fc.constantFrom(...stocks), fc.constantFrom(...stocks)),
    loss: fc.tuple(fc.constantFrom(...stocks), fc.constant<LedgerAccount>('loss')),
    return: fc.tuple(fc.constantFrom(...households), fc.constantFrom(...stocks)),
  };
  const command = fc
    .constantFrom('receive' as const, ...ledgerKinds)
    .chain((kind) => fc.tuple(fc.constant(kind), legs[kind], fc.integer({ min: 1, max: 6 }), fc.nat({ max: 9 })))
    .map(([kind, [from, to], quantity, pick]) => new Write({ kind, skuId: 'rice', from, to, quantity }, pick));
  fc.assert(
    fc.property(fc.commands([command], { maxCommands: 40 }), (commands) => {
      fc.modelRun(() => ({ model: [] as Bead[], real: { book: emptyBook, entries: [] } as Real }), commands);
    }),
  );
});
