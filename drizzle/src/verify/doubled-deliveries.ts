import { sql } from 'drizzle-orm';
import { invariant } from './invariant.ts';
import { orderFollowsBoxes } from './order-follows-boxes.ts';

/** Every box and every ordered unit is delivered once: posted once, given once, by one stop at a time, and its order says so. */
export const doubledDeliveries = invariant('doubledDeliveries', {
  judged: sql`select count(*) from boxes where state = 'delivered'`,
  violations: sql`
    with posted as materialized (
      select e.order_id, e.box_id, e.sku_id, sum(e.quantity) as units, count(*) as times
      from ledger_entries e where e.kind = 'post' group by 1, 2, 3
    )
    select l.box_id, 'postedTwice' as what, json_build_object('skuId', l.sku_id, 'packed', l.quantity, 'posted', p.units)
    from box_lines l join posted p on p.box_id = l.box_id and p.sku_id = l.sku_id
    where p.units > l.quantity or p.times > 1
    union all
    select c.box_id, 'givenTwice' as what, json_build_object('times', count(*))
    from custody c where c.to_kind = 'household' group by c.box_id having count(*) > 1
    union all
    select s.box_id, 'twoActiveStops' as what, json_build_object('stops', json_agg(s.stop_id))
    from stop_boxes s where s.active group by s.box_id having count(*) > 1
    union all
    select l.order_id, 'orderDeliveredTwice' as what, json_build_object('skuId', l.sku_id, 'ordered', l.quantity, 'posted', o.units)
    from order_lines l
    join (select order_id, sku_id, sum(units) as units from posted group by 1, 2) o on o.order_id = l.order_id and o.sku_id = l.sku_id
    where o.units > l.quantity
    union all
    select l.box_id, 'deliveredUnposted' as what, json_build_object('skuId', l.sku_id)
    from boxes b join box_lines l on l.box_id = b.id
    left join posted p on p.box_id = l.box_id and p.sku_id = l.sku_id
    where b.state = 'delivered' and p.box_id is null
    union all
    select l.box_id, 'postedShort' as what, json_build_object('skuId', l.sku_id, 'packed', l.quantity, 'posted', p.units)
    from boxes b join box_lines l on l.box_id = b.id
    join posted p on p.box_id = l.box_id and p.sku_id = l.sku_id
    where b.state = 'delivered' and p.units < l.quantity
    union all ${orderFollowsBoxes}`,
});
