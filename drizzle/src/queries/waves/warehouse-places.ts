import { eq } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { Id } from '../../rules/ids.ts';
import type { Place } from '../../rules/place.ts';
import { warehouses } from '../../schema/warehouses.ts';

/** The warehouses of a city, where boxes come back to. */
export async function warehousePlaces(db: Reader, cityId: Id): Promise<Place[]> {
  const found = await db
    .select({ id: warehouses.id, point: warehouses.point })
    .from(warehouses)
    .where(eq(warehouses.cityId, cityId))
    .orderBy(warehouses.id);
  return found.map((warehouse) => ({ kind: 'warehouse', ...warehouse }));
}
