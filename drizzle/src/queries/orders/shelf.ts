import { sql } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import { rows } from '../../database/rows.ts';
import type { Id } from '../../rules/ids.ts';
import type { Policy } from '../../rules/policy.ts';
import { rationSpanOf } from '../../rules/ration.ts';
import { Refusal } from '../../rules/refusal.ts';
import type { TemperatureClass } from '../../rules/vocabulary.ts';

export interface ShelfItem {
  readonly skuId: Id;
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly grams: number;
  readonly temperatureClass: TemperatureClass;
  readonly priceFen: number;
  readonly available: boolean;
  /** Units that one order could get at most, as far as the shelf goes. */
  readonly left: number;
  readonly quota: number;
  readonly quotaLeft: number;
}

/** More than this is simply "plenty": the true stock is nobody's business and changes by the second. */
const LEFT_SHOWN_MAX = 50;
const ITEMS_MAX = 1000;

interface City {
  readonly cityId: Id;
  readonly timeZone: string;
  readonly quota: Policy['quota'];
}

/** What a household may order now: the best-stocked warehouse's units of each item and what is left of its quota. */
export async function shelf(
  db: Reader,
  { householdId, at }: { householdId: Id; at: Date },
): Promise<{ items: ShelfItem[] }> {
  const [city] = await rows<City>(
    db,
    sql`select h.city_id as "cityId", c.time_zone as "timeZone",
          (select p.body -> 'quota' from policies p where p.city_id = c.id and p.valid_from <= ${at.toISOString()}::timestamptz
            order by p.version desc limit 1) as quota
        from households h join cities c on c.id = h.city_id where h.id = ${householdId}`,
  );
  if (!city) throw new Refusal('notFound', { noun: 'household', householdId });

  const { cityId, quota } = city;
  const period = rationSpanOf(at, city.timeZone, quota.period).key;
  const most =
    quota.period === 'week' ? sql`s.quota_per_week` : sql`least(s.quota_per_week, ${quota.unitsDefault}::int)`;
  const items = await rows<ShelfItem>(
    db,
    sql`select s.id as "skuId", s.code, s.name_zh as "nameZh", s.name_en as "nameEn", s.grams,
          s.temperature_class as "temperatureClass", s.price_ceiling_fen as "priceFen",
          coalesce(b.units, 0) > 0 as available, least(coalesce(b.units, 0), ${LEFT_SHOWN_MAX}::int) as left,
          ${most} as quota, greatest(0, ${most} - coalesce(q.used, 0)) as "quotaLeft"
        from skus s
        left join (select sku_id, max(on_hand - reserved) as units from balances group by sku_id) b on b.sku_id = s.id
        left join quota_uses q on q.sku_id = s.id and q.household_id = ${householdId} and q.period = ${period}
        where s.city_id = ${cityId} order by s.code limit ${ITEMS_MAX}`,
  );
  return { items };
}
