import { lt, or, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { record } from '../../database/record.ts';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { loginLinks, oneTimeCodes, sessions } from '../../schema/sessions.ts';
import { idempotencyKeys } from '../../schema/transport.ts';
import { requireRole } from './require-role.ts';

const CODES_KEPT_MS = 24 * 3_600_000;
/** Rows of one table that go in one transaction. */
const ROWS_MAX = 1_000;

export interface ForgetExpired {
  readonly wallNow: Date;
  readonly rowsMax?: number;
}

/**
 * Transport that has run out: codes after a day (their count limits new ones), ended sessions, links, keys. Wall time. Gives
 * how many rows went; there may be more.
 */
export async function forgetExpired(tx: ActionTx, { wallNow, rowsMax = ROWS_MAX }: ForgetExpired): Promise<number> {
  await requireRole(tx, ['administrator']);
  const aDayAgo = new Date(wallNow.getTime() - CODES_KEPT_MS);
  const forget = (table: PgTable, hasRunOut: SQL | undefined) => deleteSome(tx, { table, hasRunOut, rowsMax });
  const forgotten = [
    await forget(oneTimeCodes, lt(oneTimeCodes.createdAt, aDayAgo)),
    await forget(sessions, or(lt(sessions.expiresAt, wallNow), lt(sessions.revokedAt, aDayAgo))),
    await forget(loginLinks, lt(loginLinks.expiresAt, wallNow)),
    await forget(idempotencyKeys, lt(idempotencyKeys.expiresAt, wallNow)),
  ].reduce((sum, gone) => sum + gone, 0);

  if (forgotten > 0) {
    await record(tx, {
      action: 'identity/forget-expired',
      subject: { kind: 'transport', id: 'expired' },
      facts: { forgotten },
    });
  }
  return forgotten;
}

/** A row that somebody changes meanwhile is elsewhere by then, and left for the next time. */
async function deleteSome(
  tx: ActionTx,
  { table, hasRunOut, rowsMax }: { table: PgTable; hasRunOut: SQL | undefined; rowsMax: number },
): Promise<number> {
  const gone = await rows(
    tx.db,
    sql`delete from ${table} where ctid = any(array(select ctid from ${table} where ${hasRunOut} limit ${rowsMax})) returning 1`,
  );
  return gone.length;
}
