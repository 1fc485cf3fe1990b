import { sql } from 'drizzle-orm';
import { invariant } from './invariant.ts';
import { stockEffects } from './oversold-units.ts';

/** Balances and reservations are what the ledger's rows add up to, and nothing else. */
export const ledgerBalanced = invariant('ledgerBalanced', {
  judged: sql`select (select count(*) from balances) + (select count(*) from reservations)`,
  violations: sql`
    select coalesce(b.warehouse_id, e.warehouse_id)::text || '/' || coalesce(b.sku_id, e.sku_id)::text, 'balance' as what,
      json_build_object('onHand', b.on_hand, 'reserved', b.reserved, 'ledgerOnHand', e.on_hand, 'ledgerReserved', e.reserved)
    from balances b
    full join (select warehouse_id, sku_id, sum(on_hand) as on_hand, sum(reserved) as reserved
      from (${stockEffects}) f group by 1, 2) e on e.warehouse_id = b.warehouse_id and e.sku_id = b.sku_id
    where coalesce(b.on_hand, 0) <> coalesce(e.on_hand, 0) or coalesce(b.reserved, 0) <> coalesce(e.reserved, 0)
    union all
    select coalesce(r.id, p.id)::text, 'reservation' as what, json_build_object('remaining', r.remaining, 'ledger', p.remaining)
    from reservations r
    full join (select p.id, p.quantity - coalesce((select sum(e.quantity) from ledger_entries e where e.pending_id = p.id), 0)
        as remaining from ledger_entries p where p.kind = 'pending') p on p.id = r.id
    where r.remaining is distinct from p.remaining`,
});
