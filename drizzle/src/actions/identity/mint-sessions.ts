import { and, eq, inArray } from 'drizzle-orm';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import { accounts } from '../../schema/accounts.ts';
import { type OpenedSession, openSessions } from './open-session.ts';
import { requireAccount } from './require-account.ts';
import { requireRole } from './require-role.ts';

export interface MintSessionsInput {
  readonly accountIds: readonly Id[];
  readonly wallNow: Date;
}

/** Sessions of simulated people of the caller's city. The caller has made sure that time is simulated here. */
export async function mintSessions(tx: ActionTx, { accountIds, wallNow }: MintSessionsInput): Promise<OpenedSession[]> {
  await requireRole(tx, ['integration']);
  const { cityId } = requireAccount(tx.actor);

  const wanted = [...new Set(accountIds)];
  const known = await tx.db
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(inArray(accounts.id, wanted), eq(accounts.cityId, cityId)));
  if (known.length !== wanted.length) {
    const found = new Set(known.map(({ id }) => id));
    throw new Refusal('invalidInput', {
      field: 'accountIds',
      value: wanted.find((id) => !found.has(id)),
      accepted: 'accounts of this city',
    });
  }
  return openSessions(tx, { accountIds: wanted, wallNow });
}
