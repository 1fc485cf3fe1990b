import { type SQL, sql } from 'drizzle-orm';
import type { Reader } from '../database/port.ts';
import { rows } from '../database/rows.ts';

/** Violations that a finding lists; `count` says how many there are. */
export const VIOLATIONS_SHOWN = 100;

export interface Violation {
  readonly id: string;
  readonly what: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface Finding {
  readonly name: string;
  /** Rows that were looked at: an invariant with nothing to judge proves nothing. */
  readonly judged: number;
  readonly count: number;
  readonly violations: readonly Violation[];
}

export interface Invariant {
  readonly name: string;
  run(db: Reader): Promise<Finding>;
}

/**
 * Something that must be zero, told in SQL alone: `judged` counts rows, `violations` selects `id`, `what` and `facts` (json).
 * It shares no code with the actions and rules that could cause a violation.
 */
export function invariant(name: string, query: { readonly judged: SQL; readonly violations: SQL }): Invariant {
  return {
    name,
    async run(db) {
      const [judged] = await rows<{ judged: number }>(db, sql`select (${query.judged})::int as judged`);
      const violations = await rows<Violation & { total: number }>(
        db,
        sql`select v.id::text as id, v.what, v.facts, (count(*) over ())::int as total
            from (${query.violations}) v(id, what, facts) order by 1, 2 limit ${VIOLATIONS_SHOWN}`,
      );
      return {
        name,
        judged: judged?.judged ?? 0,
        count: violations[0]?.total ?? 0,
        violations: violations.map(({ id, what, facts }) => ({ id, what, facts })),
      };
    },
  };
}
