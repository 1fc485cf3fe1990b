import { type SQL, sql } from 'drizzle-orm';

/** Many ids as one bound value, for `= any(…)`: a list in parentheses would bind each of them. */
export function uuids(ids: readonly string[]): SQL {
  return sql`${`{${ids.join(',')}}`}::uuid[]`;
}

/** Many rows as one bound value: `jsonb_to_recordset(…)`, to be followed by `as name("column" type, …)`. */
export function recordset(rows: readonly object[]): SQL {
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)`;
}
