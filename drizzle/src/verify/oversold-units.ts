import { sql } from 'drizzle-orm';
import { invariant } from './invariant.ts';

/** What each ledger row does to the stock of each warehouse that it touches. */
export const stockEffects = sql`
  select split_part(e.from_account, ':', 2)::uuid as warehouse_id, e.sku_id, e.recorded_at,
    case when e.kind in ('post', 'transfer', 'loss') then -e.quantity else 0 end as on_hand,
    case when e.kind = 'pending' then e.quantity when e.kind in ('post', 'void', 'loss') then -e.quantity else 0 end as reserved
  from ledger_entries e where e.from_account like 'stock:%'
  union all
  select split_part(e.to_account, ':', 2)::uuid, e.sku_id, e.recorded_at, e.quantity, 0
  from ledger_entries e where e.to_account like 'stock:%' and e.kind in ('receive', 'transfer', 'return')`;

/** After every instant at which something was written. Within one instant the rows have no order that time could tell. */
const running = sql`
  select warehouse_id, sku_id, recorded_at, sum(sum(on_hand)) over rows_so_far as on_hand, sum(sum(reserved)) over rows_so_far as reserved
  from (${stockEffects}) e group by warehouse_id, sku_id, recorded_at
  window rows_so_far as (partition by warehouse_id, sku_id order by recorded_at)`;

/** Nothing was promised that was not there, at any time; and no reservation was used twice. */
export const oversoldUnits = invariant('oversoldUnits', {
  judged: sql`select count(*) from ledger_entries`,
  violations: sql`
    select warehouse_id::text || '/' || sku_id::text, 'oversold' as what, json_build_object('warehouseId', warehouse_id, 'skuId', sku_id,
      'at', recorded_at, 'onHand', on_hand, 'reserved', reserved)
    from (select *, row_number() over (partition by warehouse_id, sku_id order by recorded_at) as nth
      from (${running}) r where r.reserved > r.on_hand or r.on_hand < 0) worst where nth = 1
    union all
    select b.warehouse_id::text || '/' || b.sku_id::text, 'balance' as what, json_build_object('onHand', b.on_hand, 'reserved', b.reserved)
    from balances b where b.reserved > b.on_hand or b.reserved < 0
    union all
    select p.id::text, 'usedTwice' as what, json_build_object('quantity', p.quantity, 'resolved', sum(e.quantity))
    from ledger_entries p join ledger_entries e on e.pending_id = p.id group by p.id, p.quantity having sum(e.quantity) > p.quantity`,
});
