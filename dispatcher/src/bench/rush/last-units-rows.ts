import type { Database } from '@baogong/drizzle/database/port';
import { rows } from '@baogong/drizzle/database/rows';
import { sql } from 'drizzle-orm';
import type { Shelf } from './one-at-a-time.ts';
import type { OrderLine } from './send-order.ts';

export interface SoldOrder {
  readonly id: string;
  readonly placedBy: string;
  readonly warehouseId: string;
  readonly lines: readonly OrderLine[];
}

/** Units that may be promised now, of some items. */
export async function shelfOf(database: Database, skuIds: readonly string[]): Promise<Shelf> {
  const found = await database.read((db) =>
    rows<{ warehouseId: string; skuId: string; units: number }>(
      db,
      sql`select warehouse_id as "warehouseId", sku_id as "skuId", on_hand - reserved as units
          from balances where sku_id = any(${list(skuIds)}::uuid[])`,
    ),
  );
  const shelf = new Map<string, Map<string, number>>();
  for (const { warehouseId, skuId, units } of found) {
    shelf.set(warehouseId, (shelf.get(warehouseId) ?? new Map()).set(skuId, units));
  }
  return shelf;
}

/** The orders of some items as the ledger has them, in the order in which their units were claimed. */
export async function salesOf(database: Database, skuIds: readonly string[]): Promise<SoldOrder[]> {
  return database.read((db) =>
    rows<SoldOrder>(
      db,
      sql`select o.id, o.placed_by as "placedBy", e.warehouse_id as "warehouseId",
            json_agg(json_build_object('skuId', e.sku_id, 'quantity', e.quantity)) as lines
          from ledger_entries e join orders o on o.id = e.order_id
          where e.kind = 'pending' and e.sku_id = any(${list(skuIds)}::uuid[])
          group by o.id, o.placed_by, e.warehouse_id order by min(e.id::text)`,
    ),
  );
}

/** Deadlocks that PostgreSQL has broken in this database so far. */
export async function deadlocksOf(database: Database): Promise<number> {
  const [counted] = await database.read((db) =>
    rows<{ deadlocks: number }>(db, sql`select deadlocks from pg_stat_database where datname = current_database()`),
  );
  return counted?.deadlocks ?? 0;
}

function list(ids: readonly string[]) {
  return sql.param(`{${ids.join(',')}}`);
}
