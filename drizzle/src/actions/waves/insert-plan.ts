import type { ActionTx } from '../../database/transaction.ts';
import { legs } from '../../schema/legs.ts';
import { routes, stopBoxes, stops, trips } from '../../schema/routes.ts';
import type { Plan, PlannedRoute } from './plan.ts';

/** PostgreSQL takes at most 65,535 parameters in one statement; a leg row has about twenty. */
const ROWS_PER_STATEMENT = 500;

/** Writes the rows of a plan that has been found to hold. */
export async function insertPlan(tx: ActionTx, plan: Plan): Promise<void> {
  const { cityId } = plan;
  const plannedTrips = plan.routes.flatMap((route) =>
    route.trips.map((trip, index) => ({ route, trip, seq: index + 1 })),
  );
  const plannedStops = plannedTrips.flatMap(({ trip }) =>
    trip.stops.map((stop, index) => ({ tripId: trip.id, stop, seq: index + 1 })),
  );

  await inBatches(plan.routes, (batch) =>
    tx.db.insert(routes).values(
      batch.map(({ id, vehicleId, riderId, travellerClass, profile }) => ({
        ...{ id, vehicleId, riderId, travellerClass, profile, cityId },
        waveId: plan.waveId,
        state: 'planned' as const,
        lawVersion: plan.lawVersion,
        plannedAt: tx.now,
      })),
    ),
  );
  await inBatches(plannedTrips, (batch) =>
    tx.db.insert(trips).values(
      batch.map(({ route, trip, seq }) => ({
        id: trip.id,
        routeId: route.id,
        seq,
        sourceKind: trip.source.kind,
        sourceId: trip.source.id,
        sourcePoint: trip.source.point,
        departsAt: trip.departsAt,
        returnsAt: trip.returnsAt,
        state: 'planned' as const,
      })),
    ),
  );
  await inBatches(plannedStops, (batch) =>
    tx.db.insert(stops).values(
      batch.map(({ tripId, stop, seq }) => ({
        id: stop.id,
        cityId,
        tripId,
        seq,
        mode: stop.mode,
        placeKind: stop.place.kind,
        placeId: stop.place.id,
        point: stop.place.point,
        servesZoneId: stop.servesZoneId,
        arrivesAt: stop.arrivesAt,
        departsAt: stop.departsAt,
        state: 'planned' as const,
      })),
    ),
  );
  const served = plannedStops.flatMap(({ stop }) =>
    stop.boxIds.map((boxId) => ({ stopId: stop.id, boxId, active: true })),
  );
  await inBatches(served, (batch) => tx.db.insert(stopBoxes).values([...batch]));
  await inBatches(
    plan.routes.flatMap((route) => legRows(route, plan)),
    (batch) => tx.db.insert(legs).values([...batch]),
  );
}

function legRows(route: PlannedRoute, plan: Plan): (typeof legs.$inferInsert)[] {
  return route.trips
    .flatMap((trip) => trip.legs.map((leg) => ({ trip, leg })))
    .map(({ trip, leg }, index) => ({
      id: leg.id,
      cityId: plan.cityId,
      routeId: route.id,
      tripId: trip.id,
      seq: (index + 1) * LEG_SEQ_STEP,
      travellerClass: route.travellerClass,
      profile: route.profile,
      fromKind: leg.from.kind,
      fromId: leg.from.id,
      toKind: leg.to.kind,
      toId: leg.to.id,
      stopId: leg.stopId,
      purpose: leg.purpose,
      zoneId: leg.zoneId,
      status: 'planned' as const,
      line: [...leg.line],
      startsAt: leg.startsAt,
      endsAt: leg.endsAt,
      lawVersion: plan.lawVersion,
    }));
}

/** Numbers are left free between legs for the pieces that changes of law cut them into. */
const LEG_SEQ_STEP = 1_000;

async function inBatches<T>(all: readonly T[], insert: (batch: readonly T[]) => PromiseLike<unknown>): Promise<void> {
  for (let start = 0; start < all.length; start += ROWS_PER_STATEMENT) {
    await insert(all.slice(start, start + ROWS_PER_STATEMENT));
  }
}
