import { eq } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { Id } from '../../rules/ids.ts';
import { jurisdictions } from '../../schema/jurisdictions.ts';
import { warehouses } from '../../schema/warehouses.ts';

/** Where a warehouse stands in the tree of territory. */
export async function placeOfWarehouse(db: Reader, warehouseId: Id) {
  const [found] = await db
    .select({ cityId: warehouses.cityId, path: jurisdictions.path })
    .from(warehouses)
    .innerJoin(jurisdictions, eq(jurisdictions.id, warehouses.jurisdictionId))
    .where(eq(warehouses.id, warehouseId));
  return found;
}
