import { lt, or, sql } from 'drizzle-orm';
import { record } from '../../database/record.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { loginLinks, oneTimeCodes, sessions } from '../../schema/sessions.ts';
import { idempotencyKeys } from '../../schema/transport.ts';
import { requireRole } from './require-role.ts';

const CODES_KEPT_MS = 24 * 3_600_000;

/** Transport that has run out: codes after a day (their count limits new ones), ended sessions, links, keys. Wall time. */
export async function forgetExpired(tx: ActionTx, { wallNow }: { readonly wallNow: Date }): Promise<number> {
  await requireRole(tx, ['administrator']);
  const aDayAgo = new Date(wallNow.getTime() - CODES_KEPT_MS);
  const forgotten = [
    await tx.db.delete(oneTimeCodes).where(lt(oneTimeCodes.createdAt, aDayAgo)).returning({ one: sql`1` }),
    await tx.db
      .delete(sessions)
      .where(or(lt(sessions.expiresAt, wallNow), lt(sessions.revokedAt, aDayAgo)))
      .returning({ one: sql`1` }),
    await tx.db.delete(loginLinks).where(lt(loginLinks.expiresAt, wallNow)).returning({ one: sql`1` }),
    await tx.db.delete(idempotencyKeys).where(lt(idempotencyKeys.expiresAt, wallNow)).returning({ one: sql`1` }),
  ].reduce((sum, gone) => sum + gone.length, 0);

  if (forgotten > 0) {
    await record(tx, {
      action: 'identity/forget-expired',
      subject: { kind: 'transport', id: 'expired' },
      facts: { forgotten },
    });
  }
  return forgotten;
}
