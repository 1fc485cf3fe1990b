import { record } from '../../database/record.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';
import { loginLinks } from '../../schema/sessions.ts';
import { requireRole } from './require-role.ts';
import { hashToken, newToken } from './secrets.ts';

const LINK_VALID_MS = 24 * 3_600_000;

export interface MakeLinkInput {
  readonly accountId: Id;
  readonly wallNow: Date;
}

/** A secret that signs one account in once, for a demo or a log-in card; told once, only its hash is stored. */
export async function makeLink(tx: ActionTx, { accountId, wallNow }: MakeLinkInput): Promise<string> {
  await requireRole(tx, ['administrator']);
  const link = newToken();
  await tx.db.insert(loginLinks).values({
    tokenHash: hashToken(link),
    accountId,
    expiresAt: new Date(wallNow.getTime() + LINK_VALID_MS),
  });
  await record(tx, { action: 'identity/make-link', subject: { kind: 'account', id: accountId } });
  return link;
}
