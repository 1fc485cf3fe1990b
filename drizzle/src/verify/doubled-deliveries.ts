import { sql } from 'drizzle-orm';
import { invariant } from './invariant.ts';

/** A delivery that was accepted: a box's arrival at the place that its service mode names. */
export const doubledDeliveries = invariant('doubledDeliveries', {
  judged: sql`select count(*) from boxes where state = 'delivered'`,
  violations: sql`
    select l.box_id, 'postedTwice', json_build_object('skuId', l.sku_id, 'packed', l.quantity, 'posted', sum(e.quantity))
    from box_lines l join ledger_entries e on e.box_id = l.box_id and e.sku_id = l.sku_id and e.kind = 'post'
    group by l.box_id, l.sku_id, l.quantity having sum(e.quantity) > l.quantity or count(*) > 1
    union all
    select c.box_id, 'givenTwice', json_build_object('times', count(*))
    from custody c where c.to_kind = 'household' group by c.box_id having count(*) > 1
    union all
    select s.box_id, 'twoActiveStops', json_build_object('stops', json_agg(s.stop_id))
    from stop_boxes s where s.active group by s.box_id having count(*) > 1
    union all
    select l.order_id, 'orderDeliveredTwice', json_build_object('skuId', l.sku_id, 'ordered', l.quantity, 'posted', sum(e.quantity))
    from order_lines l join ledger_entries e on e.order_id = l.order_id and e.sku_id = l.sku_id and e.kind = 'post'
    group by l.order_id, l.sku_id, l.quantity having sum(e.quantity) > l.quantity
    union all
    select l.box_id, 'deliveredUnposted', json_build_object('skuId', l.sku_id)
    from boxes b join box_lines l on l.box_id = b.id
    where b.state = 'delivered' and not exists (select from ledger_entries e
      where e.box_id = l.box_id and e.sku_id = l.sku_id and e.kind = 'post')`,
});
