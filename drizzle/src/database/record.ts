import { newId } from '../rules/ids.ts';
import { audit } from '../schema/audit.ts';
import type { ActionTx } from './transaction.ts';

export interface AuditEntry {
  /** The action's name, `orders/place`. */
  readonly action: string;
  readonly cityId?: string;
  readonly subject: { readonly kind: string; readonly id: string };
  /** Ids and amounts, no personal data. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** Every action ends here: who did what, to what, for which purpose, in the action's own transaction. */
export async function record(tx: ActionTx, entry: AuditEntry): Promise<void> {
  await tx.db.insert(audit).values({
    id: newId(),
    cityId: entry.cityId ?? (tx.actor.kind === 'account' ? tx.actor.cityId : null),
    at: tx.now,
    actorKind: tx.actor.kind,
    actorId: tx.actor.id,
    purpose: tx.purpose,
    action: entry.action,
    subjectKind: entry.subject.kind,
    subjectId: entry.subject.id,
    facts: entry.facts ?? {},
  });
}
