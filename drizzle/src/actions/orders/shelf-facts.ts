import { sql } from 'drizzle-orm';
import { uuids } from '../../database/bulk.ts';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';

/** A SKU as admission looks at it: what is left of it and what these households have had. */
export interface SkuFacts {
  readonly id: Id;
  readonly priceCeilingFen: number;
  readonly quotaPerWeek: number;
  /** Units not promised to anybody, by warehouse. */
  readonly available: Readonly<Record<Id, number>>;
  /** Units taken in the period, by household. */
  readonly used: Readonly<Record<Id, number>>;
}

interface Asked {
  readonly cityId: Id;
  readonly skuIds: readonly Id[];
  readonly householdIds: readonly Id[];
  readonly period: string;
}

/** A plain read that locks nothing: most of a rush is refused here and never touches the hot balances. */
export async function shelfFacts(
  tx: ActionTx,
  { cityId, skuIds, householdIds, period }: Asked,
): Promise<Map<Id, SkuFacts>> {
  const found = await rows<SkuFacts>(
    tx.db,
    sql`select s.id, s.price_ceiling_fen as "priceCeilingFen", s.quota_per_week as "quotaPerWeek",
          (select coalesce(json_object_agg(b.warehouse_id, b.on_hand - b.reserved), '{}'::json)
            from balances b where b.sku_id = s.id) as available,
          (select coalesce(json_object_agg(q.household_id, q.used), '{}'::json)
            from quota_uses q where q.sku_id = s.id and q.period = ${period}
              and q.household_id = any(${uuids(householdIds)})) as used
        from skus s where s.city_id = ${cityId} and s.id = any(${uuids(skuIds)})`,
  );
  return new Map(found.map((sku) => [sku.id, sku]));
}
