import { sql } from 'drizzle-orm';
import { record } from '../../database/record.ts';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { appendEvent } from '../../events/outbox.ts';
import type { Id } from '../../rules/ids.ts';
import { cancelVerdict } from '../../rules/order.ts';
import { rationSpanOf } from '../../rules/ration.ts';
import { Refusal } from '../../rules/refusal.ts';
import { orThrow } from '../../rules/verdict.ts';
import type { BoxState, OrderState } from '../../rules/vocabulary.ts';
import { releaseOrders } from './release.ts';

/** An order is taken back while none of its boxes has left the warehouse: units and quota are free again. */
export async function cancelOrder(tx: ActionTx, { orderId }: { orderId: Id }): Promise<void> {
  const order = await lockOrder(tx, orderId);
  orThrow(
    cancelVerdict({
      cancelled: order.state === 'cancelled',
      unservedReason: null,
      planned: order.planned,
      boxes: order.boxes,
    }),
  );
  if (order.ended) throw new Refusal('wrongState', { noun: 'order', is: order.state, wanted: 'cancelled' });

  await releaseOrders(tx, [orderId]);
  await giveQuotaBack(tx, order);
  const now = tx.now.toISOString();
  await tx.db.execute(sql`update orders set state = 'cancelled', ended_at = ${now}::timestamptz where id = ${orderId}`);
  await appendEvent(tx, { name: 'order.cancelled.v1', cityId: order.cityId, payload: { orderId } });
  await record(tx, { action: 'orders/cancel', cityId: order.cityId, subject: { kind: 'order', id: orderId } });
}

interface LockedOrder {
  readonly id: Id;
  readonly cityId: Id;
  readonly householdId: Id;
  readonly accountId: Id | null;
  readonly placedBy: Id;
  readonly placedAt: string;
  readonly state: OrderState;
  readonly ended: boolean;
  readonly boxes: readonly BoxState[];
  readonly planned: boolean;
  readonly timeZone: string;
  readonly period: 'day' | 'week';
}

/** Boxes are locked before their order, as everywhere, so that a traveller who takes them now comes before or after. */
async function lockOrder(tx: ActionTx, orderId: Id): Promise<LockedOrder> {
  await tx.db.execute(sql`select id from boxes where order_id = ${orderId} order by id for update`);
  const [order] = await rows<LockedOrder>(
    tx.db,
    sql`select o.id, o.city_id as "cityId", o.household_id as "householdId", h.account_id as "accountId",
          o.placed_by as "placedBy", to_json(o.placed_at) #>> '{}' as "placedAt", o.state, o.ended_at is not null as ended,
          coalesce((select json_agg(b.state order by b.seq) from boxes b where b.order_id = o.id), '[]'::json) as boxes,
          exists (select from boxes b join stop_boxes s on s.box_id = b.id where b.order_id = o.id and s.active) as planned,
          c.time_zone as "timeZone",
          (select p.body -> 'quota' ->> 'period' from policies p where p.city_id = o.city_id and p.valid_from <= o.placed_at
            order by p.version desc limit 1) as period
        from orders o join households h on h.id = o.household_id join cities c on c.id = o.city_id
        where o.id = ${orderId} for update of o`,
  );
  const { actor } = tx;
  const isTheirs = actor.kind === 'system' || order?.accountId === actor.id || order?.placedBy === actor.id;
  if (!order || !isTheirs) throw new Refusal('notFound', { noun: 'order', orderId });
  return order;
}

/** Back to the period in which it was taken. */
async function giveQuotaBack(tx: ActionTx, order: LockedOrder): Promise<void> {
  const period = rationSpanOf(new Date(order.placedAt), order.timeZone, order.period).key;
  await tx.db.execute(
    sql`update quota_uses q set used = greatest(0, q.used - l.quantity)
        from order_lines l where l.order_id = ${order.id} and q.household_id = ${order.householdId}
          and q.sku_id = l.sku_id and q.period = ${period}`,
  );
}
