import { planShatou } from '../../city/shatou/plan-shatou.ts';
import { makeBenchCity } from './bench-city.ts';

export const RUSH_CITY = 'rush';
/** Friday morning in the city, when its households order. */
export const RUSH_FROM = new Date('2022-04-01T00:00:00Z');
const SCALE = 0.1;

/** A sub-district whose near warehouse has so many units of every item, and whose other one has none. */
export function makeRushCity(
  dataDir: string,
  { name, units }: { readonly name: string; readonly units: number },
): string {
  return makeBenchCity(dataDir, planShatou({ name, seed: 1, scale: SCALE }), (rows) => {
    const near = rows.warehouses.find(({ level }) => level === 'subdistrict');
    return { balances: rows.balances.map((row) => ({ ...row, onHand: row.warehouseId === near?.id ? units : 0 })) };
  });
}
