import { eq } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { LngLat } from '../../rules/geo.ts';
import type { Id } from '../../rules/ids.ts';
import { dropPoints } from '../../schema/drop-points.ts';
import { riderBases, warehouses } from '../../schema/warehouses.ts';

/** Where the outer travellers of a city come from and go to, day after day: warehouses, rider bases, drop points. */
export async function fixedPlaces(db: Reader, cityId: Id): Promise<LngLat[]> {
  const found = [
    ...(await db.select({ point: warehouses.point }).from(warehouses).where(eq(warehouses.cityId, cityId))),
    ...(await db.select({ point: riderBases.point }).from(riderBases).where(eq(riderBases.cityId, cityId))),
    ...(await db.select({ point: dropPoints.point }).from(dropPoints).where(eq(dropPoints.cityId, cityId))),
  ];
  return found.map(({ point }) => point);
}
