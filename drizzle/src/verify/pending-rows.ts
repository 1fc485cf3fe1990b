import { sql } from 'drizzle-orm';
import { invariant } from './invariant.ts';

/** After the close of a day no reservation of it is left: each was posted, voided or lost in full. */
export const pendingRows = invariant('pendingRows', {
  judged: sql`select count(*) from ledger_entries p
    join closed_days d on d.city_id = p.city_id and d.day = p.delivery_day where p.kind = 'pending'`,
  violations: sql`
    select p.id, 'pending' as what, json_build_object('orderId', p.order_id, 'skuId', p.sku_id, 'day', p.delivery_day,
      'left', p.quantity - coalesce(sum(e.quantity), 0))
    from ledger_entries p
    join closed_days d on d.city_id = p.city_id and d.day = p.delivery_day
    left join ledger_entries e on e.pending_id = p.id
    where p.kind = 'pending' group by p.id having coalesce(sum(e.quantity), 0) < p.quantity`,
});
