import { sql } from 'drizzle-orm';
import type { ActionTx } from '../database/transaction.ts';
import type { Id } from '../rules/ids.ts';
import type { CityRows } from './folder.ts';
import { inChunks } from './insert-people.ts';

/** The goods that may be ordered. Their units come through the ledger. */
export async function insertGoods(tx: ActionTx, cityId: Id, rows: CityRows): Promise<void> {
  await inChunks(
    tx,
    rows.skus,
    (chunk) => sql`
    insert into skus (id, city_id, code, name_zh, name_en, grams, millilitres, temperature_class, price_ceiling_fen, quota_per_week)
    select id, ${cityId}::uuid, code, "nameZh", "nameEn", grams, millilitres, "temperatureClass", "priceCeilingFen", "quotaPerWeek"
    from ${chunk} as r(id uuid, code text, "nameZh" text, "nameEn" text, grams int, millilitres int, "temperatureClass" text,
      "priceCeilingFen" int, "quotaPerWeek" int)`,
  );
}
