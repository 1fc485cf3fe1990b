import { and, eq } from 'drizzle-orm';
import { record } from '../../database/record.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import { cities } from '../../schema/cities.ts';
import { legs, positions } from '../../schema/legs.ts';
import { routes, stops, trips } from '../../schema/routes.ts';
import { requireValidCode } from '../health/require-valid-code.ts';
import { requireLawful } from '../law/require-lawful.ts';
import { drivenRoute } from '../routes/driver.ts';
import { nextLeg, requireFree } from '../routes/next-leg.ts';
import { moveTraveller } from './report-positions.ts';

/** The traveller sets off. Law and health are looked at once more, as they are recorded now. */
export async function departLeg(tx: ActionTx, { legId }: { legId: Id }): Promise<{ routeId: Id }> {
  const route = await drivenRoute(tx, { legId });
  await requireFree(tx, route);
  const next = await nextLeg(tx, route.id);
  if (next?.id !== legId || next.departedAt) {
    throw new Refusal('stopOutOfOrder', { legId, nextLegId: next?.id ?? null, departedAt: next?.departedAt ?? null });
  }
  const leg = await legWithTrip(tx, legId);
  await refuseUntaken(tx, leg);
  await refuseUnderAnotherLaw(tx, { cityId: route.cityId, lawVersion: leg.lawVersion });

  const until = new Date(tx.now.getTime() + leg.endsAt.getTime() - leg.startsAt.getTime());
  await requireValidCode(tx, { ...route, until });
  await requireLawful(tx, { leg, route, until });

  await tx.db.update(legs).set({ departedAt: tx.now }).where(eq(legs.id, legId));
  const start = leg.line[0];
  if (start) {
    await tx.db.insert(positions).values({ legId, seq: 0, at: tx.now, lng: start[0], lat: start[1] });
    await moveTraveller(tx, { route, point: start, at: tx.now });
  }
  await tx.db.update(routes).set({ state: 'running' }).where(eq(routes.id, route.id));
  await record(tx, {
    action: 'legs/depart',
    cityId: route.cityId,
    subject: { kind: 'leg', id: legId },
    facts: { routeId: route.id, lawVersion: leg.lawVersion },
  });
  return { routeId: route.id };
}

async function legWithTrip(tx: ActionTx, legId: Id) {
  const [leg] = await tx.db
    .select({
      id: legs.id,
      tripId: legs.tripId,
      seq: legs.seq,
      fromKind: legs.fromKind,
      fromId: legs.fromId,
      toKind: legs.toKind,
      stopId: legs.stopId,
      purpose: legs.purpose,
      zoneId: legs.zoneId,
      line: legs.line,
      startsAt: legs.startsAt,
      endsAt: legs.endsAt,
      lawVersion: legs.lawVersion,
      travellerClass: legs.travellerClass,
      tripState: trips.state,
      sourceKind: trips.sourceKind,
      sourceId: trips.sourceId,
    })
    .from(legs)
    .innerJoin(trips, eq(trips.id, legs.tripId))
    .where(eq(legs.id, legId));
  if (!leg) throw new Refusal('notFound', { legId });
  return leg;
}

/** A trip's boxes are taken before its source is left; only the way to the source, or out of a zone, comes first. */
async function refuseUntaken(tx: ActionTx, leg: Awaited<ReturnType<typeof legWithTrip>>): Promise<void> {
  if (leg.tripState !== 'planned' || leg.purpose === 'leave') return;
  const leavesSource = leg.fromKind === leg.sourceKind && leg.fromId === leg.sourceId;
  if (!leavesSource) return;
  const [stop] = await tx.db
    .select({ id: stops.id })
    .from(stops)
    .where(and(eq(stops.tripId, leg.tripId), eq(stops.state, 'planned')))
    .limit(1);
  if (stop) throw new Refusal('stopOutOfOrder', { legId: leg.id, takeFirst: leg.tripId });
}

async function refuseUnderAnotherLaw(tx: ActionTx, at: { cityId: Id; lawVersion: number }): Promise<void> {
  const [city] = await tx.db.select({ lawVersion: cities.lawVersion }).from(cities).where(eq(cities.id, at.cityId));
  if (city?.lawVersion !== at.lawVersion) {
    throw new Refusal('lawChanged', { planned: at.lawVersion, is: city?.lawVersion });
  }
}
