import { and, eq, gt, isNull } from 'drizzle-orm';
import type { ActionTx } from '../../database/transaction.ts';
import { Refusal } from '../../rules/refusal.ts';
import { loginLinks } from '../../schema/sessions.ts';
import { type OpenedSession, openSession } from './open-session.ts';
import { hashToken } from './secrets.ts';

export interface OpenLinkInput {
  readonly link: string;
  readonly wallNow: Date;
}

/** Signs in by a one-time link; of two who open it at once, one gets in. */
export async function openLink(tx: ActionTx, { link, wallNow }: OpenLinkInput): Promise<OpenedSession> {
  const [used] = await tx.db
    .update(loginLinks)
    .set({ usedAt: wallNow })
    .where(and(eq(loginLinks.tokenHash, hashToken(link)), isNull(loginLinks.usedAt), gt(loginLinks.expiresAt, wallNow)))
    .returning({ accountId: loginLinks.accountId });
  if (!used) throw new Refusal('linkUsed');
  return openSession(tx, { accountId: used.accountId, wallNow });
}
