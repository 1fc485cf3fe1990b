import { sql } from 'drizzle-orm';
import { uuids } from '../../database/bulk.ts';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { type Id, newId } from '../../rules/ids.ts';
import type { NewEntry } from '../ledger/effects.ts';
import { writeEntries } from '../ledger/write-entries.ts';

/**
 * Gives up what orders have reserved: boxes that stand packed at the warehouse are taken apart, plans for them are taken
 * back, and what is left of their reservations is voided. No box may have left the warehouse.
 */
export async function releaseOrders(tx: ActionTx, orderIds: readonly Id[]): Promise<void> {
  await tx.db.execute(
    sql`with unpacked as (
          update boxes set state = 'returned' where order_id = any(${uuids(orderIds)}) and state = 'packed' returning id
        )
        update stop_boxes s set active = false, outcome = 'superseded' from unpacked u where s.box_id = u.id and s.active`,
  );
  await writeEntries(tx, await voidsOf(tx, orderIds));
}

type Open = Pick<NewEntry, 'cityId' | 'skuId' | 'quantity' | 'warehouseId' | 'deliveryDay'> & {
  readonly pendingId: Id;
  readonly orderId: Id;
  readonly householdId: Id;
};

/** The ledger rows that void all that orders still have reserved. */
export async function voidsOf(tx: ActionTx, orderIds: readonly Id[]): Promise<(NewEntry & Open)[]> {
  const open = await rows<Open>(
    tx.db,
    sql`select r.id as "pendingId", r.city_id as "cityId", r.order_id as "orderId", o.household_id as "householdId",
          r.sku_id as "skuId", r.warehouse_id as "warehouseId", r.remaining as quantity, r.delivery_day::text as "deliveryDay"
        from reservations r join orders o on o.id = r.order_id
        where r.order_id = any(${uuids(orderIds)}) and r.remaining > 0 order by r.id for update of r`,
  );
  return open.map((row) => ({ ...row, id: newId(), kind: 'void' as const }));
}
