import { sql } from 'drizzle-orm';
import { uuids } from '../../database/bulk.ts';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { type Id, newId } from '../../rules/ids.ts';
import type { NewEntry } from '../ledger/effects.ts';

/** What lies in a box, with the reservation that holds the units. */
export interface BoxLine {
  readonly boxId: Id;
  readonly skuId: Id;
  readonly quantity: number;
  readonly pendingId: Id;
  readonly warehouseId: Id;
  readonly orderId: Id;
  readonly cityId: Id;
  readonly deliveryDay: string;
  readonly householdId: Id;
}

export async function boxLinesOf(tx: ActionTx, boxIds: readonly Id[]): Promise<BoxLine[]> {
  return rows<BoxLine>(
    tx.db,
    sql`select l.box_id as "boxId", l.sku_id as "skuId", l.quantity, l.pending_id as "pendingId",
          r.warehouse_id as "warehouseId", r.order_id as "orderId", r.city_id as "cityId",
          r.delivery_day::text as "deliveryDay", o.household_id as "householdId"
        from box_lines l join reservations r on r.id = l.pending_id join orders o on o.id = r.order_id
        where l.box_id = any(${uuids(boxIds)}) order by l.box_id, l.sku_id`,
  );
}

/** The ledger rows that end the reservations of these lines. */
export function resolving(kind: 'post' | 'void' | 'loss', lines: readonly BoxLine[]): NewEntry[] {
  return lines.map((line) => ({ ...line, id: newId(), kind }));
}
