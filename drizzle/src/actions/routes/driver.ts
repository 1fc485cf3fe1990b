import { eq } from 'drizzle-orm';
import type { ActionTx } from '../../database/transaction.ts';
import type { Custodian } from '../../rules/custodian.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import type { RouteState, TravellerClass } from '../../rules/vocabulary.ts';
import { riders } from '../../schema/fleet.ts';
import { legs } from '../../schema/legs.ts';
import { routes, stops, trips } from '../../schema/routes.ts';
import { requireRole } from '../identity/require-role.ts';

/** The route that a courier works on, locked for the length of his action. */
export interface DrivenRoute {
  readonly id: Id;
  readonly cityId: Id;
  readonly vehicleId: Id | null;
  readonly riderId: Id | null;
  readonly travellerClass: TravellerClass;
  readonly state: RouteState;
  readonly lawVersion: number;
  readonly riderAccountId: Id | null;
}

export type PartOfRoute = { readonly tripId: Id } | { readonly legId: Id } | { readonly stopId: Id };

/** Locks the route that a trip, leg or stop belongs to, and refuses everybody but its own traveller. */
export async function drivenRoute(tx: ActionTx, part: PartOfRoute): Promise<DrivenRoute> {
  const routeId = await routeIdOf(tx, part);
  const [route] = routeId ? await lockRoute(tx, routeId) : [];
  if (!route) throw new Refusal('notFound', { ...part });
  await refuseOthers(tx, route);
  return route;
}

/** In a vehicle the vehicle has custody of the boxes, else the person. */
export function custodianOf(route: Pick<DrivenRoute, 'vehicleId' | 'riderId' | 'id'>): Custodian {
  if (route.vehicleId) return { kind: 'vehicle', id: route.vehicleId };
  if (route.riderId) return { kind: 'rider', id: route.riderId };
  throw new Refusal('notFound', { routeId: route.id });
}

function lockRoute(tx: ActionTx, routeId: Id): Promise<DrivenRoute[]> {
  return tx.db
    .select({
      id: routes.id,
      cityId: routes.cityId,
      vehicleId: routes.vehicleId,
      riderId: routes.riderId,
      travellerClass: routes.travellerClass,
      state: routes.state,
      lawVersion: routes.lawVersion,
      riderAccountId: riders.accountId,
    })
    .from(routes)
    .leftJoin(riders, eq(riders.id, routes.riderId))
    .where(eq(routes.id, routeId))
    .for('update', { of: routes });
}

/** A rider drives his own routes; autonomous vehicles are driven by the fleet's integration account. */
async function refuseOthers(tx: ActionTx, route: DrivenRoute): Promise<void> {
  const { actor } = tx;
  if (actor.kind === 'system') return;
  if (actor.cityId !== route.cityId) throw new Refusal('notFound', { routeId: route.id });
  await requireRole(tx, ['rider', 'integration']);
  const own = route.riderAccountId
    ? route.riderAccountId === actor.id
    : actor.grants.some((grant) => grant.role === 'integration');
  if (!own) throw new Refusal('notYourRoute', { routeId: route.id });
}

async function routeIdOf(tx: ActionTx, part: PartOfRoute): Promise<Id | undefined> {
  if ('legId' in part) {
    const [leg] = await tx.db.select({ routeId: legs.routeId }).from(legs).where(eq(legs.id, part.legId));
    return leg?.routeId;
  }
  if ('tripId' in part) {
    const [trip] = await tx.db.select({ routeId: trips.routeId }).from(trips).where(eq(trips.id, part.tripId));
    return trip?.routeId;
  }
  const [stop] = await tx.db
    .select({ routeId: trips.routeId })
    .from(stops)
    .innerJoin(trips, eq(trips.id, stops.tripId))
    .where(eq(stops.id, part.stopId));
  return stop?.routeId;
}
