import { derivedId } from '@baogong/drizzle/rules/derived-id';
import { seededRandom, seedFrom } from '@baogong/drizzle/rules/random';
import { planShatou } from '../../city/shatou/plan-shatou.ts';
import { makeBenchCity } from './bench-city.ts';

/** Hot items of one round; each round has its own, so that nothing has to be put back. */
export const ITEMS_PER_ROUND = 5;
/** Units of a round, of all its items together, in both warehouses. */
export const LAST_UNITS = 50;
/** Of so many units all but one lie in the near warehouse. */
const ONE_FAR_IN = 4;
const SCALE = 0.1;

export function itemsOfRound(name: string, round: number): string[] {
  return Array.from({ length: ITEMS_PER_ROUND }, (_, item) =>
    derivedId(`last units ${name}`, 'skus', round * ITEMS_PER_ROUND + item),
  );
}

/** A sub-district that has the last units of so many rounds on its shelves, spread over items and warehouses by chance. */
export function makeLastUnitsCity(
  dataDir: string,
  { name, rounds, seed }: { readonly name: string; readonly rounds: number; readonly seed: number },
): void {
  makeBenchCity(dataDir, planShatou({ name, seed: 1, scale: SCALE }), ({ skus: catalogue, warehouses }) => {
    const near = warehouses.find(({ level }) => level === 'subdistrict')?.id ?? '';
    const far = warehouses.find(({ level }) => level === 'district')?.id ?? '';
    const random = seededRandom(seedFrom('last units', seed));
    const perRound = Array.from({ length: rounds }, (_, round) => {
      const skuIds = itemsOfRound(name, round);
      const units = new Map<string, number>();
      for (let unit = 0; unit < LAST_UNITS; unit++) {
        const where = `${random.int(ONE_FAR_IN) === 0 ? far : near} ${random.pick(skuIds)}`;
        units.set(where, (units.get(where) ?? 0) + 1);
      }
      return { skuIds, units };
    });
    return {
      skus: perRound
        .flatMap(({ skuIds }) => skuIds)
        .map((id, index) => ({ ...random.pick(catalogue), id, code: `LU${index + 1}`, quotaPerWeek: LAST_UNITS })),
      balances: perRound.flatMap(({ skuIds, units }) =>
        skuIds.flatMap((skuId) =>
          [near, far].map((warehouseId) => ({ skuId, warehouseId, onHand: units.get(`${warehouseId} ${skuId}`) ?? 0 })),
        ),
      ),
    };
  });
}
