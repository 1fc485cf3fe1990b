import { requireRole } from '@baogong/drizzle/actions/identity/require-role';
import { riderOfAccount } from '@baogong/drizzle/queries/identity/rider-of-account';
import { activeRoutes } from '@baogong/drizzle/queries/routes/active-routes';
import type { RouteView } from '@baogong/drizzle/queries/routes/route-view';
import type { Id } from '@baogong/drizzle/rules/ids';
import type { Consulting } from '../reply/consult.ts';

/** A rider's own active routes; for the fleet's integration account those of its autonomous vehicles. */
export async function ownRoutes(
  { db, actor }: Consulting,
  { vehicleId }: { readonly vehicleId?: Id | undefined },
): Promise<RouteView[]> {
  await requireRole({ db, actor }, ['rider', 'integration']);
  const found = actor.grants.some(({ role }) => role === 'integration')
    ? await activeRoutes(db, { cityId: actor.cityId, travellerClass: 'autonomousVehicle' })
    : await routesOfRider(db, actor.id);
  return vehicleId ? found.filter((route) => route.vehicleId === vehicleId) : found;
}

async function routesOfRider(db: Consulting['db'], accountId: Id): Promise<RouteView[]> {
  const riderId = await riderOfAccount(db, accountId);
  return riderId ? activeRoutes(db, { riderId }) : [];
}
