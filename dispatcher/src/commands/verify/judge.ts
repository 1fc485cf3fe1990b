import type { Database } from '@baogong/drizzle/database/port';
import { closedDays } from '@baogong/drizzle/schema/ledger';
import { type Verdict, verify } from '@baogong/drizzle/verify/run';

export interface Judged extends Verdict {
  readonly closedDays: number;
  /** No violation; and after a closed day, nothing that could not be judged. */
  readonly passed: boolean;
}

/** Names of the report of a day; the balance of the ledger stands behind them and is judged with them. */
const REPORTED = [
  'forbiddenCrossings',
  'withoutValidCode',
  'oversoldUnits',
  'pendingRows',
  'lostBoxes',
  'doubledDeliveries',
  'wrongHandovers',
];

export async function judge(database: Database): Promise<Judged> {
  const verdict = await verify(database);
  const days = await database.read((db) => db.$count(closedDays));
  return { ...verdict, closedDays: days, passed: verdict.clean && (days === 0 || verdict.nothingJudged.length === 0) };
}

/** What was found, for people: a line for each invariant and the violations behind it by id. */
export function judgedLines({ findings, closedDays: days }: Judged): string[] {
  return findings.flatMap(({ name, judged, count, violations }) => [
    judged === 0
      ? `${name.padEnd(20)} nothing to judge${days > 0 ? ', though a day is closed' : ''}`
      : `${name.padEnd(20)} ${count} of ${judged.toLocaleString('en')} judged`,
    ...violations.map(({ id, what, facts }) => `  ${id} ${what} ${JSON.stringify(facts)}`),
    ...(count > violations.length ? [`  and ${count - violations.length} more`] : []),
  ]);
}

/** The same for programs, in one line. */
export function judgedJson({ findings, passed, nothingJudged, closedDays: days }: Judged, source: string): string {
  const counts = findings.map(({ name, count }) => [name, count] as const);
  return JSON.stringify({
    source,
    passed,
    closedDays: days,
    zeros: Object.fromEntries(counts.filter(([name]) => REPORTED.includes(name))),
    ledgerBalanced: counts.every(([name, count]) => name !== 'ledgerBalanced' || count === 0),
    judged: Object.fromEntries(findings.map(({ name, judged }) => [name, judged])),
    nothingJudged,
  });
}
