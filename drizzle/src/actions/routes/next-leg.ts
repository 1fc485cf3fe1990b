import { and, asc, eq, ne } from 'drizzle-orm';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import type { LegPurpose } from '../../rules/vocabulary.ts';
import { legs } from '../../schema/legs.ts';
import { routes, stops, trips } from '../../schema/routes.ts';
import type { DrivenRoute } from './driver.ts';

export interface NextLeg {
  readonly id: Id;
  readonly tripId: Id;
  readonly fromKind: string;
  readonly fromId: Id;
  readonly purpose: LegPurpose;
  readonly departedAt: Date | null;
}

/** The first leg of a route that is not yet driven, or nothing when all are. */
export async function nextLeg(tx: ActionTx, routeId: Id): Promise<NextLeg | undefined> {
  const [leg] = await tx.db
    .select({
      id: legs.id,
      tripId: legs.tripId,
      fromKind: legs.fromKind,
      fromId: legs.fromId,
      purpose: legs.purpose,
      departedAt: legs.departedAt,
    })
    .from(legs)
    .where(and(eq(legs.routeId, routeId), eq(legs.status, 'planned')))
    .orderBy(asc(legs.seq))
    .limit(1);
  return leg;
}

/** Refuses while the traveller is still serving a stop, on whatever route, or drives another route: he is not free to go. */
export async function requireFree(tx: ActionTx, route: DrivenRoute): Promise<void> {
  const whose = route.vehicleId ? eq(routes.vehicleId, route.vehicleId) : eq(routes.riderId, route.riderId ?? '');
  const [serving] = await tx.db
    .select({ id: stops.id })
    .from(stops)
    .innerJoin(trips, eq(trips.id, stops.tripId))
    .innerJoin(routes, eq(routes.id, trips.routeId))
    .where(and(eq(stops.cityId, route.cityId), eq(stops.state, 'arrived'), whose))
    .limit(1);
  if (serving) throw new Refusal('stopOutOfOrder', { routeId: route.id, servingStopId: serving.id });

  const [other] = await tx.db
    .select({ id: routes.id })
    .from(routes)
    .where(and(whose, eq(routes.state, 'running'), ne(routes.id, route.id)))
    .limit(1);
  if (other) throw new Refusal('stopOutOfOrder', { routeId: route.id, runningRouteId: other.id });
}

/** Refuses unless the traveller stands at the place from which his next leg, of this trip, begins. */
export async function requireNextPlace(
  tx: ActionTx,
  { route, tripId, kind, id }: { route: DrivenRoute; tripId: Id; kind: string; id: Id },
): Promise<void> {
  await requireFree(tx, route);
  const next = await nextLeg(tx, route.id);
  const isNext = next?.tripId === tripId && next.departedAt === null && next.purpose !== 'leave';
  if (isNext && next.fromKind === kind && next.fromId === id) return;
  throw new Refusal('stopOutOfOrder', { routeId: route.id, tripId, nextLegId: next?.id ?? null, place: { kind, id } });
}
