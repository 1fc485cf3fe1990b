import { eq, inArray, sql } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { Id } from '../../rules/ids.ts';
import { vehicles } from '../../schema/fleet.ts';
import { routes } from '../../schema/routes.ts';

/** What people call the traveller of each route: the vehicle's code, or a short one for a person. */
export async function routeCodes(db: Reader, routeIds: readonly Id[]): Promise<ReadonlyMap<Id, string>> {
  if (routeIds.length === 0) return new Map();
  const found = await db
    .select({
      id: routes.id,
      code: sql<string>`coalesce(${vehicles.code}, 'R-' || upper(right(${routes.riderId}::text, 4)))`,
    })
    .from(routes)
    .leftJoin(vehicles, eq(vehicles.id, routes.vehicleId))
    .where(inArray(routes.id, [...routeIds]));
  return new Map(found.map(({ id, code }) => [id, code]));
}
