import { sql } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import { rows } from '../../database/rows.ts';
import type { Id } from '../../rules/ids.ts';

export interface BalanceView {
  readonly skuId: Id;
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly onHand: number;
  readonly reserved: number;
}

const ITEMS_MAX = 1000;

/** What a warehouse has of every item of its city, items that it never had included. */
export async function warehouseBalances(
  db: Reader,
  { warehouseId }: { warehouseId: Id },
): Promise<{ items: BalanceView[] }> {
  const items = await rows<BalanceView>(
    db,
    sql`select s.id as "skuId", s.code, s.name_zh as "nameZh", s.name_en as "nameEn",
          coalesce(b.on_hand, 0) as "onHand", coalesce(b.reserved, 0) as reserved
        from warehouses w join skus s on s.city_id = w.city_id
        left join balances b on b.warehouse_id = w.id and b.sku_id = s.id
        where w.id = ${warehouseId} order by s.code limit ${ITEMS_MAX}`,
  );
  return { items };
}
