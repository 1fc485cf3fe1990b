import { sql } from 'drizzle-orm';
import { recordset } from '../../database/bulk.ts';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';
import { InvariantError } from '../../rules/refusal.ts';

/** An order as it enters the table. */
export interface NewOrder {
  readonly id: Id;
  readonly cityId: Id;
  readonly householdId: Id;
  readonly placedBy: Id;
  readonly warehouseId: Id;
  readonly deliveryDay: string;
  readonly promisedAt: Date;
  readonly pickupCode: string;
  readonly totalFen: number;
  readonly lines: readonly {
    readonly skuId: Id;
    readonly quantity: number;
    readonly priceFen: number;
    readonly quota: number;
  }[];
}

/** Writes orders with their lines and counts the units against the households' quotas, in one statement. */
export async function writeOrders(tx: ActionTx, orders: readonly NewOrder[], period: string): Promise<void> {
  const lines = orders.flatMap(({ id, householdId, lines }) =>
    lines.map((line) => ({ ...line, orderId: id, householdId })),
  );
  const asked = new Set(lines.map(({ householdId, skuId }) => `${householdId} ${skuId}`));
  const now = tx.now.toISOString();

  const [done] = await rows<{ counted: number }>(
    tx.db,
    sql`with placed as (
          insert into orders (id, city_id, household_id, placed_by, warehouse_id, delivery_day, state, placed_at, promised_at,
            pickup_code, total_fen)
          select id, "cityId", "householdId", "placedBy", "warehouseId", "deliveryDay", 'placed', ${now}::timestamptz,
            "promisedAt", "pickupCode", "totalFen"
          from ${recordset(orders.map(({ lines: _, ...order }) => order))} as o(id uuid, "cityId" uuid, "householdId" uuid,
            "placedBy" uuid, "warehouseId" uuid, "deliveryDay" date, "promisedAt" timestamptz, "pickupCode" text, "totalFen" int)
        ), line as (
          select * from ${recordset(lines)} as l("orderId" uuid, "householdId" uuid, "skuId" uuid, quantity int, "priceFen" int, quota int)
        ), listed as (
          insert into order_lines (order_id, sku_id, quantity, price_fen)
          select "orderId", "skuId", quantity, "priceFen" from line
        ), counted as (
          insert into quota_uses (household_id, sku_id, period, used)
          select "householdId", "skuId", ${period}, sum(quantity) from line group by 1, 2 order by 1, 2
          on conflict (household_id, sku_id, period) do update set used = quota_uses.used + excluded.used
            where quota_uses.used + excluded.used <= (select max(l.quota) from line l where l."skuId" = excluded.sku_id)
          returning 1
        )
        select count(*)::int as counted from counted`,
  );
  // The households are locked and their quotas were read after that, so nobody else can have taken units meanwhile.
  if (done?.counted !== asked.size) throw new InvariantError('a quota was taken past its limit');
}
