import { sql } from 'drizzle-orm';
import { recordset, uuids } from '../../database/bulk.ts';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';
import { orderStateOf, orderTransitions, unservedReasonOf } from '../../rules/order.ts';
import { isEnd } from '../../rules/state-machine.ts';
import type { UnservedReason } from '../../rules/unserved-reason.ts';
import type { BoxState, OrderState } from '../../rules/vocabulary.ts';

interface Row {
  readonly id: Id;
  readonly state: OrderState;
  readonly unservedReason: UnservedReason | null;
  readonly planned: boolean;
  readonly boxes: readonly BoxState[];
}

/** The orders themselves, or those of some boxes. */
export type OrdersOf = { readonly orderIds: readonly Id[] } | { readonly boxIds: readonly Id[] };

/** Orders are where their boxes are: called after every change of boxes or of what is planned for them. */
export async function setOrderStates(tx: ActionTx, of: OrdersOf): Promise<void> {
  const ids = 'orderIds' in of ? of.orderIds : of.boxIds;
  if (ids.length === 0) return;

  const changed = (await factsOf(tx, of)).flatMap((order) => {
    const state = orderStateOf({ ...order, cancelled: order.state === 'cancelled' });
    if (state === order.state || isEnd(orderTransitions, order.state)) return [];
    const reason = state === 'unserved' ? (order.unservedReason ?? unservedReasonOf(order.boxes)) : null;
    return [{ id: order.id, state, reason, ended: isEnd(orderTransitions, state) }];
  });
  if (changed.length === 0) return;

  const now = tx.now.toISOString();
  await tx.db.execute(
    sql`update orders o set state = c.state, unserved_reason = c.reason,
          delivered_at = case when c.state in ('delivered', 'partlyDelivered') then ${now}::timestamptz end,
          ended_at = case when c.ended then ${now}::timestamptz end
        from ${recordset(changed)} as c(id uuid, state text, reason text, ended boolean) where o.id = c.id`,
  );
}

async function factsOf(tx: ActionTx, of: OrdersOf): Promise<Row[]> {
  const named =
    'orderIds' in of
      ? sql`o.id = any(${uuids(of.orderIds)})`
      : sql`o.id in (select order_id from boxes where id = any(${uuids(of.boxIds)}))`;
  return rows<Row>(
    tx.db,
    sql`select o.id, o.state, o.unserved_reason as "unservedReason",
          coalesce((select json_agg(b.state order by b.seq) from boxes b where b.order_id = o.id), '[]'::json) as boxes,
          exists (select from boxes b join stop_boxes s on s.box_id = b.id where b.order_id = o.id and s.active) as planned
        from orders o where ${named} order by o.id for update of o`,
  );
}
