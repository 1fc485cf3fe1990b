import { and, eq, inArray } from 'drizzle-orm';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';
import { routes } from '../../schema/routes.ts';

export interface UnfinishedRoute {
  readonly id: Id;
  readonly vehicleId: Id | null;
  readonly riderId: Id | null;
}

/** Routes of a city that wait or are driven, locked. */
export function unfinishedRoutes(tx: ActionTx, cityId: Id): Promise<UnfinishedRoute[]> {
  return tx.db
    .select({ id: routes.id, vehicleId: routes.vehicleId, riderId: routes.riderId })
    .from(routes)
    .where(and(eq(routes.cityId, cityId), inArray(routes.state, ['planned', 'running'])))
    .orderBy(routes.id)
    .for('update');
}

/** The other unfinished routes of travellers who will not end where they were to end. */
export function routesAfter(unfinished: readonly UnfinishedRoute[], touched: { has(routeId: Id): boolean }): Id[] {
  const traveller = (route: UnfinishedRoute) => route.vehicleId ?? route.riderId;
  const stopped = new Set(unfinished.filter((route) => touched.has(route.id)).map(traveller));
  return unfinished.flatMap((route) => (stopped.has(traveller(route)) && !touched.has(route.id) ? [route.id] : []));
}
