import { sql } from 'drizzle-orm';

/** How far a box has come: `delivered` is the end, and what came back or was lost has left the way. */
const rank = sql`case b.state when 'packed' then 0 when 'loaded' then 1 when 'held' then 1 when 'handedOver' then 2
  when 'delivered' then 3 end`;

const counted = sql`
  select b.order_id, min(${rank}) as least, count(*) filter (where b.state = 'delivered') as delivered, count(*) as boxes
  from boxes b group by b.order_id`;

/** What an order may say of itself. Whether a plan serves it is not told by its boxes, nor why it ended without them. */
const allowed = sql`
  case when c.order_id is null then array['placed', 'planned', 'cancelled', 'unserved']
    when c.delivered = c.boxes then array['delivered']
    when c.least = 3 then array['partlyDelivered']
    when c.least is null then array['unserved', 'cancelled']
    when c.least = 0 then array['placed', 'planned']
    when c.least = 1 then array['loaded']
    else array['handedOver'] end`;

/** An order is where its boxes are, and one that was delivered was delivered whole. */
export const orderFollowsBoxes = sql`
  select o.id, 'orderState' as what, json_build_object('state', o.state, 'boxes', coalesce(c.boxes, 0), 'delivered', coalesce(c.delivered, 0)) as facts
  from orders o left join (${counted}) c on c.order_id = o.id
  where o.state <> all (${allowed})
  union all
  select o.id, 'linesUncovered' as what, json_build_object('skuId', l.sku_id, 'ordered', l.quantity, 'packed', coalesce(p.quantity, 0))
  from orders o join order_lines l on l.order_id = o.id
  left join (select b.order_id, x.sku_id, sum(x.quantity) as quantity from boxes b join box_lines x on x.box_id = b.id
    group by 1, 2) p on p.order_id = l.order_id and p.sku_id = l.sku_id
  where o.state = 'delivered' and coalesce(p.quantity, 0) < l.quantity`;
