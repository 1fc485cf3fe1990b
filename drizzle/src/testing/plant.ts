import { type SQL, sql } from 'drizzle-orm';
import type { Database, Tx } from '../database/port.ts';
import { invariants } from '../verify/run.ts';
import { clock } from './good-day-ground.ts';

/** The instant of the day in UTC, as a bound text. */
export function utc(time: string): string {
  return clock(time).toISOString();
}

class Undone extends Error {}

/** Plants rows that no action would write, judges them, and takes them back. Gives what was found, by invariant. */
export async function foundAfter(database: Database, statements: readonly SQL[]): Promise<Record<string, string[]>> {
  const seen: Record<string, string[]> = {};
  const run = async (tx: Tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    for (const statement of statements) await tx.execute(statement);
    for (const each of invariants) {
      const finding = await each.run(tx);
      if (finding.count > 0) seen[each.name] = [...new Set(finding.violations.map(({ what }) => what))].sort();
    }
    throw new Undone();
  };
  await database.transaction(run, { role: 'owner' }).catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  return seen;
}
