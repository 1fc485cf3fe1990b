import { and, asc, eq } from 'drizzle-orm';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import { legs } from '../../schema/legs.ts';
import { stops, trips } from '../../schema/routes.ts';

export interface NextLeg {
  readonly id: Id;
  readonly tripId: Id;
  readonly fromKind: string;
  readonly fromId: Id;
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
      departedAt: legs.departedAt,
    })
    .from(legs)
    .where(and(eq(legs.routeId, routeId), eq(legs.status, 'planned')))
    .orderBy(asc(legs.seq))
    .limit(1);
  return leg;
}

/** Refuses while the traveller is still serving a stop: he has not left it. */
export async function requireNotServing(tx: ActionTx, routeId: Id): Promise<void> {
  const [serving] = await tx.db
    .select({ id: stops.id })
    .from(stops)
    .innerJoin(trips, eq(trips.id, stops.tripId))
    .where(and(eq(trips.routeId, routeId), eq(stops.state, 'arrived')))
    .limit(1);
  if (serving) throw new Refusal('stopOutOfOrder', { routeId, servingStopId: serving.id });
}

/** Refuses unless the traveller stands at the place from which his next leg, of this trip, begins. */
export async function requireNextPlace(
  tx: ActionTx,
  { routeId, tripId, kind, id }: { routeId: Id; tripId: Id; kind: string; id: Id },
): Promise<void> {
  await requireNotServing(tx, routeId);
  const next = await nextLeg(tx, routeId);
  const isThere =
    next?.tripId === tripId && next.departedAt === null && next.fromKind === kind && next.fromId === id;
  if (!isThere) throw new Refusal('stopOutOfOrder', { routeId, tripId, nextLegId: next?.id ?? null, place: { kind, id } });
}
