import type { Database } from '../database/port.ts';
import type { LngLat } from '../rules/geo.ts';
import { type Id, newId } from '../rules/ids.ts';
import type { PlaceKind, Profile, StopMode, TravellerClass } from '../rules/vocabulary.ts';
import { legs, positions } from '../schema/legs.ts';
import { routes, stopBoxes, stops, trips } from '../schema/routes.ts';

interface PlaceRef {
  readonly kind: PlaceKind;
  readonly id: Id;
}

export interface DrivenLeg {
  readonly from: PlaceRef;
  readonly to: PlaceRef;
  readonly line: readonly LngLat[];
  readonly departs: Date;
  readonly arrives: Date;
  readonly serves?: { readonly boxId: Id; readonly mode: StopMode; readonly zoneId?: Id };
}

export interface DrivenRoute {
  readonly cityId: Id;
  readonly waveId: Id;
  readonly vehicleId: Id | null;
  readonly riderId: Id | null;
  readonly travellerClass: TravellerClass;
  readonly profile: Profile;
  readonly plannedAt: Date;
  readonly source: PlaceRef;
  readonly legs: readonly DrivenLeg[];
}

const SERVICE_MS = 60_000;

/** The rows of a route of one trip that was driven exactly as planned, under law version 2. */
export async function insertRoute(database: Database, route: DrivenRoute): Promise<{ routeId: Id; stopIds: Id[] }> {
  const { cityId, waveId, vehicleId, riderId, travellerClass, profile, plannedAt, source } = route;
  const [routeId, tripId, lawVersion] = [newId(), newId(), 2];
  const first = route.legs[0];
  const last = route.legs.at(-1);
  if (!first || !last) throw new Error('a route has at least one leg');
  const stopIds: Id[] = [];

  await database.transaction(async (tx) => {
    await tx.insert(routes).values({
      id: routeId,
      cityId,
      waveId,
      vehicleId,
      riderId,
      travellerClass,
      profile,
      state: 'done',
      lawVersion,
      plannedAt,
    });
    await tx.insert(trips).values({
      id: tripId,
      routeId,
      seq: 1,
      sourceKind: source.kind,
      sourceId: source.id,
      sourcePoint: first.line[0] ?? [0, 0],
      departsAt: first.departs,
      returnsAt: last.arrives,
      state: 'done',
      departedAt: first.departs,
      returnedAt: last.arrives,
    });
    for (const [index, leg] of route.legs.entries()) {
      const stopId = leg.serves ? newId() : null;
      const doneAt = new Date(leg.arrives.getTime() + SERVICE_MS);
      if (leg.serves && stopId) {
        stopIds.push(stopId);
        await tx.insert(stops).values({
          id: stopId,
          cityId,
          tripId,
          seq: stopIds.length,
          mode: leg.serves.mode,
          placeKind: leg.to.kind,
          placeId: leg.to.id,
          point: leg.line.at(-1) ?? [0, 0],
          servesZoneId: leg.serves.zoneId ?? null,
          arrivesAt: leg.arrives,
          departsAt: doneAt,
          arrivedAt: leg.arrives,
          doneAt,
          state: 'done',
        });
        const outcome = leg.serves.mode === 'handOver' ? 'handedOver' : 'delivered';
        await tx.insert(stopBoxes).values({ stopId, boxId: leg.serves.boxId, active: false, outcome });
      }
      const legId = newId();
      await tx.insert(legs).values({
        id: legId,
        cityId,
        routeId,
        tripId,
        seq: index + 1,
        travellerClass,
        profile,
        fromKind: leg.from.kind,
        fromId: leg.from.id,
        toKind: leg.to.kind,
        toId: leg.to.id,
        stopId,
        purpose: leg.serves ? 'supply' : 'return',
        zoneId: leg.serves?.zoneId ?? null,
        status: 'driven',
        line: [...leg.line],
        startsAt: leg.departs,
        endsAt: leg.arrives,
        lawVersion,
        departedAt: leg.departs,
        arrivedAt: leg.arrives,
        drivenLine: [...leg.line],
      });
      await tx.insert(positions).values(leg.line.map(([lng, lat], seq) => ({ legId, seq, at: leg.departs, lng, lat })));
    }
  });
  return { routeId, stopIds };
}
