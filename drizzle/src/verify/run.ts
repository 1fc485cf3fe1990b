import type { Database } from '../database/port.ts';
import { doubledDeliveries } from './doubled-deliveries.ts';
import { forbiddenCrossings } from './forbidden-crossings.ts';
import type { Finding, Invariant } from './invariant.ts';
import { ledgerBalanced } from './ledger-balanced.ts';
import { lostBoxes } from './lost-boxes.ts';
import { oversoldUnits } from './oversold-units.ts';
import { pendingRows } from './pending-rows.ts';
import { withoutValidCode } from './without-valid-code.ts';
import { wrongHandovers } from './wrong-handovers.ts';

/** The zeros of a day by the names of its report, and the ledger behind them. */
export const invariants: readonly Invariant[] = [
  forbiddenCrossings,
  withoutValidCode,
  oversoldUnits,
  pendingRows,
  lostBoxes,
  doubledDeliveries,
  wrongHandovers,
  ledgerBalanced,
];

export interface Verdict {
  readonly findings: readonly Finding[];
  /** No violation was found; what had nothing to judge is no violation. */
  readonly clean: boolean;
  /** Names of invariants that had nothing to judge. */
  readonly nothingJudged: readonly string[];
}

/** Judges every invariant on one snapshot of the database. */
export async function verify(database: Database): Promise<Verdict> {
  const findings = await database.read(async (db) => {
    const found: Finding[] = [];
    for (const each of invariants) found.push(await each.run(db));
    return found;
  });
  return {
    findings,
    clean: findings.every(({ count }) => count === 0),
    nothingJudged: findings.filter(({ judged }) => judged === 0).map(({ name }) => name),
  };
}

/** One line for each invariant: `lostBoxes: 0 of 4,102 judged`. */
export function verdictLines({ findings }: Verdict): string[] {
  return findings.map(({ name, judged, count }) =>
    judged === 0 ? `${name}: nothing to judge` : `${name}: ${count} of ${judged.toLocaleString('en')} judged`,
  );
}
