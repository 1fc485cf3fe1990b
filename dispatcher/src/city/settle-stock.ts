import type { Id } from '@baogong/drizzle/rules/ids';
import { catalogue } from './catalogue.ts';
import type { CityPlan } from './city-plan.ts';
import type { Registry } from './registry.ts';
import type { SettledTerritory } from './settle-territory.ts';

/** Units of each of the sixty goods: some 2,500 orders of six lines a day take about 330 of a good on average. */
const ON_HAND = { subdistrict: 1_500, district: 4_000 } as const;
const SCARCE_ON_HAND = { subdistrict: 220, district: 40 } as const;
/** Stock of a good differs from the mean by at most this share, so that no two shelves look alike. */
const STOCK_SPREAD = 0.2;

export interface SettledWarehouses {
  readonly subdistrict: Id;
  readonly district: Id;
}

/** The two warehouses, the goods of the catalogue, and the units on hand when the city opens. */
export function settleStock(plan: CityPlan, territory: SettledTerritory, registry: Registry): SettledWarehouses {
  const { rows } = registry;
  const subdistrict = registry.id('warehouses');
  const district = registry.id('warehouses');
  rows.warehouses.push(
    { id: subdistrict, jurisdictionId: territory.subdistrictId, level: 'subdistrict', ...plan.warehouses.subdistrict },
    { id: district, jurisdictionId: territory.districtId, level: 'district', ...plan.warehouses.district },
  );

  const random = registry.random('stock');
  const warehouses = { subdistrict, district };
  catalogue.forEach(({ scarce, ...goods }, index) => {
    const skuId = registry.id('skus');
    rows.skus.push({ id: skuId, code: `BG${String(index + 1).padStart(3, '0')}`, ...goods });
    for (const level of ['subdistrict', 'district'] as const) {
      const mean = (scarce ? SCARCE_ON_HAND : ON_HAND)[level];
      const onHand = Math.round(mean * random.between(1 - STOCK_SPREAD, 1 + STOCK_SPREAD));
      rows.balances.push({ skuId, warehouseId: warehouses[level], onHand });
    }
  });
  return warehouses;
}
