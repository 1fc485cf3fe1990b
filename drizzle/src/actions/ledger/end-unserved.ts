import { sql } from 'drizzle-orm';
import { recordset, uuids } from '../../database/bulk.ts';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';
import { type UnservedReason, unservedReason } from '../../rules/unserved-reason.ts';
import { setOrderStates } from '../boxes/set-order-states.ts';
import { releaseOrders } from '../orders/release.ts';

/** Orders of a day that ends without them: what they reserved is voided, and each says why it was not served. */
export async function endUnserved(tx: ActionTx, orderIds: readonly Id[]): Promise<number> {
  const reasons = await reasonsOf(tx, orderIds);
  await releaseOrders(tx, orderIds);

  const now = tx.now.toISOString();
  const ended = reasons.filter(({ partly }) => !partly);
  if (ended.length > 0) {
    await tx.db.execute(
      sql`update orders o set state = 'unserved', unserved_reason = e.reason, ended_at = ${now}::timestamptz
          from ${recordset(ended)} as e(id uuid, reason text) where o.id = e.id`,
    );
  }
  // Some boxes of the others were delivered: their state follows from their boxes, all of which have ended now.
  await setOrderStates(tx, { orderIds: reasons.filter(({ partly }) => partly).map(({ id }) => id) });
  return ended.length;
}

interface Reason {
  readonly id: Id;
  readonly reason: UnservedReason;
  readonly partly: boolean;
}

/** The planner's last word on any box of the order; an order without boxes was never packed. */
async function reasonsOf(tx: ActionTx, orderIds: readonly Id[]): Promise<Reason[]> {
  const found = await rows<{ id: Id; last: string | null; boxes: number; delivered: number }>(
    tx.db,
    sql`select o.id, count(b.id)::int as boxes, (count(b.id) filter (where b.state = 'delivered'))::int as delivered,
          (select u.reason from unplanned u join waves w on w.id = u.wave_id join boxes x on x.id = u.box_id
            where x.order_id = o.id order by w.due_at desc, u.wave_id desc limit 1) as last
        from orders o left join boxes b on b.order_id = o.id where o.id = any(${uuids(orderIds)}) group by o.id`,
  );
  return found.map(({ id, last, boxes, delivered }) => {
    const known = unservedReason.safeParse(last);
    const reason = known.success ? known.data : boxes === 0 ? 'notPacked' : 'dayClosed';
    return { id, reason, partly: delivered > 0 };
  });
}
