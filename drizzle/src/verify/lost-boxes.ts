import { sql } from 'drizzle-orm';
import { invariant } from './invariant.ts';

const handovers = sql`
  select c.*, lag(c.to_kind) over way as before_kind, lag(c.to_id) over way as before_id,
    row_number() over way as nth, lead(c.id) over way is null as is_last
  from custody c window way as (partition by c.box_id order by c.at, c.id)`;

/** Where a service mode ends the way of a box. It may go on from there, by its household or a carrier, and stays delivered. */
const accepted = sql`(c.to_kind = 'household'
  or c.to_kind = 'dropPoint' and (s.id is null or s.mode in ('self', 'staggered'))
  or c.to_kind = 'gate' and (s.id is null or s.mode = 'gate'))`;

/** Every box has one custodian at every instant, whom its custody rows lead to without a break, and an end. */
export const lostBoxes = invariant('lostBoxes', {
  judged: sql`select count(*) from boxes`,
  violations: sql`
    with way as materialized (${handovers})
    select b.id, 'noCustody' as what, json_build_object('state', b.state) from boxes b
    where not exists (select from custody c where c.box_id = b.id)
    union all
    select w.box_id, 'notFromWarehouse' as what, json_build_object('custodyId', w.id, 'fromKind', w.from_kind) from way w
    where w.nth = 1 and (w.from_kind <> 'warehouse' or w.to_kind <> 'warehouse' or w.from_id <> w.to_id)
    union all
    select w.box_id, 'chainBroken' as what, json_build_object('custodyId', w.id, 'from', w.from_id, 'wasWith', w.before_id) from way w
    where w.nth > 1 and (w.from_kind, w.from_id) is distinct from (w.before_kind, w.before_id)
    union all
    select b.id, 'otherCustodian' as what, json_build_object('custodian', b.custodian_id, 'lastTaker', w.to_id)
    from boxes b join way w on w.box_id = b.id and w.is_last
    where (b.custodian_kind, b.custodian_id) <> (w.to_kind, w.to_id)
    union all
    select b.id, 'noEnd' as what, json_build_object('state', b.state, 'day', o.delivery_day)
    from boxes b join orders o on o.id = b.order_id
    join closed_days d on d.city_id = o.city_id and d.day = o.delivery_day
    where b.state not in ('delivered', 'returned', 'lost')
    union all
    select b.id, 'returnedElsewhere' as what, json_build_object('custodianKind', b.custodian_kind) from boxes b
    where b.state = 'returned' and b.custodian_kind <> 'warehouse'
    union all
    select b.id, 'lostUnposted' as what, json_build_object('skuId', l.sku_id) from boxes b join box_lines l on l.box_id = b.id
    where b.state = 'lost' and l.quantity <> coalesce((select sum(e.quantity) from ledger_entries e
      where e.box_id = b.id and e.sku_id = l.sku_id and e.kind = 'loss'), 0)
    union all
    select b.id, 'deliveredNowhere' as what, json_build_object('custodianKind', b.custodian_kind) from boxes b
    where b.state = 'delivered' and not exists (select from custody c left join stops s on s.id = c.stop_id
      where c.box_id = b.id and ${accepted})`,
});
