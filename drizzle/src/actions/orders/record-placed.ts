import { sql } from 'drizzle-orm';
import type { Actor } from '../../database/actor.ts';
import { recordset } from '../../database/bulk.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { type Id, newId } from '../../rules/ids.ts';

export interface PlacedBy {
  readonly actor: Actor;
  readonly orderId: Id;
  readonly cityId: Id;
  readonly lines: number;
}

/** What `record` writes for one action, for each order of a list under its own actor. */
export async function recordPlaced(tx: ActionTx, placed: readonly PlacedBy[]): Promise<void> {
  const entries = placed.map(({ actor, orderId, cityId, lines }) => ({
    ...{ id: newId(), cityId, actorKind: actor.kind, actorId: actor.id, subjectId: orderId },
    facts: { lines },
  }));
  await tx.db.execute(
    sql`insert into audit (id, city_id, at, actor_kind, actor_id, purpose, action, subject_kind, subject_id, facts)
        select id, "cityId", ${tx.now.toISOString()}::timestamptz, "actorKind", "actorId", ${tx.purpose}, 'orders/place', 'order',
          "subjectId", facts
        from ${recordset(entries)} as e(id uuid, "cityId" uuid, "actorKind" text, "actorId" text, "subjectId" text, facts jsonb)`,
  );
}
