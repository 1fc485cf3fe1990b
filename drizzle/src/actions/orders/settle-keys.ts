import { sql } from 'drizzle-orm';
import { recordset } from '../../database/bulk.ts';
import type { Answer, OnceRequest } from '../../database/idempotency.ts';
import type { ActionTx } from '../../database/transaction.ts';

export interface SettledKey extends Pick<OnceRequest, 'principal' | 'key'> {
  /** Nothing for a refusal: its key is free again, as after a rollback. */
  readonly answer: Answer | undefined;
}

/** Stores the answers of the keys that a transaction has claimed, in the form in which `once` replays them. */
export async function settleKeys(tx: ActionTx, settled: readonly SettledKey[]): Promise<void> {
  const answered = settled.flatMap(({ principal, key, answer }) =>
    answer ? [{ principal, key, status: answer.status, response: JSON.stringify(answer.body ?? null) }] : [],
  );
  if (answered.length > 0) {
    await tx.db.execute(
      sql`update idempotency_keys k set status = a.status, response = to_jsonb(a.response)
          from ${recordset(answered)} as a(principal text, key text, status int, response text)
          where k.principal = a.principal and k.key = a.key`,
    );
  }

  const free = settled.flatMap(({ principal, key, answer }) => (answer ? [] : [{ principal, key }]));
  if (free.length === 0) return;
  await tx.db.execute(
    sql`delete from idempotency_keys k using ${recordset(free)} as f(principal text, key text)
        where k.principal = f.principal and k.key = f.key`,
  );
}
