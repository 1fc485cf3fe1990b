import { asc, eq, inArray } from 'drizzle-orm';
import { commitPlan } from '../actions/waves/commit-plan.ts';
import type { Plan, PlannedLeg, PlannedRoute } from '../actions/waves/plan.ts';
import type { Database } from '../database/port.ts';
import type { LngLat } from '../rules/geo.ts';
import { type Id, newId } from '../rules/ids.ts';
import type { Place } from '../rules/place.ts';
import type { StopMode } from '../rules/vocabulary.ts';
import { boxes } from '../schema/boxes.ts';
import { cities } from '../schema/cities.ts';
import { legs } from '../schema/legs.ts';
import { routes, stopBoxes, stops, trips } from '../schema/routes.ts';
import { waves } from '../schema/waves.ts';
import { acting } from './small-city.ts';
import type { TestTraveller, WorkingCity } from './working-city.ts';

export interface TestVisit {
  readonly place: Place;
  readonly mode: StopMode;
  readonly boxIds: readonly (Id | undefined)[];
  readonly zoneId?: Id;
  /** Corners on the way there. */
  readonly via?: readonly LngLat[];
}

export interface TestRoute {
  readonly traveller: TestTraveller;
  readonly source: Place;
  readonly visits: readonly TestVisit[];
  readonly departs: Date;
  readonly legMinutes?: number;
}

/** One trip: from home to the source if that is elsewhere, the visits in order, and home. Every leg takes ten minutes. */
export function routeOf({ traveller, source, visits, departs, legMinutes = 10 }: TestRoute): PlannedRoute {
  const planned: PlannedLeg[] = [];
  let startsAt = departs;
  let from = traveller.home;
  const drive = (to: Place, facts: Partial<PlannedLeg> & { via?: readonly LngLat[] }) => {
    const { via = [], ...rest } = facts;
    const endsAt = new Date(startsAt.getTime() + legMinutes * 60_000);
    const line = [from.point, ...via, to.point];
    planned.push({
      id: newId(),
      from,
      to,
      stopId: null,
      purpose: 'supply',
      zoneId: null,
      line,
      startsAt,
      endsAt,
      ...rest,
    });
    from = to;
    startsAt = endsAt;
  };
  if (source.id !== from.id) drive(source, {});
  const plannedStops = visits.map(({ place, mode, boxIds, zoneId = null, via = [] }) => {
    const id = newId();
    drive(place, { stopId: id, zoneId, via });
    const times = { arrivesAt: startsAt, departsAt: startsAt };
    return { id, mode, place, servesZoneId: zoneId, ...times, boxIds: boxIds.flatMap((boxId) => boxId ?? []) };
  });
  drive(traveller.home, { purpose: 'return' });
  const trip = { id: newId(), source, departsAt: departs, returnsAt: startsAt, stops: plannedStops, legs: planned };
  const { vehicleId, riderId, travellerClass, profile } = traveller;
  return { id: newId(), vehicleId, riderId, travellerClass, profile, trips: [trip] };
}

/** A wave that is waiting to be planned, and a plan for it as the world is now. */
export async function planFor(
  database: Database,
  { city, planned, now }: { city: Pick<WorkingCity, 'id'>; planned: readonly PlannedRoute[]; now: Date },
): Promise<Plan> {
  const waveId = newId();
  const lawVersion = await database.transaction(async (tx) => {
    await tx.insert(waves).values({ id: waveId, cityId: city.id, cause: 'asked', dueAt: now });
    const [row] = await tx.select({ lawVersion: cities.lawVersion }).from(cities).where(eq(cities.id, city.id));
    return row?.lawVersion ?? 0;
  });
  return { waveId, cityId: city.id, lawVersion, planMs: 1, routes: planned, unplanned: [] };
}

/** Commits routes as one wave, every box seen where it is. */
export async function commitRoutes(
  database: Database,
  asked: { city: Pick<WorkingCity, 'id'>; planned: readonly PlannedRoute[]; now: Date },
): Promise<void> {
  const plan = await planFor(database, asked);
  const seen = await seenNow(database, asked.planned);
  await acting(database, (tx) => commitPlan(tx, { plan, seen }), asked.now);
}

export async function seenNow(database: Database, planned: readonly PlannedRoute[]) {
  const boxIds = planned.flatMap((route) => route.trips.flatMap((trip) => trip.stops.flatMap((stop) => stop.boxIds)));
  const found = await database.read((db) => db.select().from(boxes).where(inArray(boxes.id, boxIds)));
  return found.map((box) => ({ boxId: box.id, custodianKind: box.custodianKind, custodianId: box.custodianId }));
}

/** A route's rows as they are now. */
export async function routeNow(database: Database, routeId: Id) {
  return database.read(async (db) => {
    const [route] = await db.select().from(routes).where(eq(routes.id, routeId));
    const ofRoute = await db.select().from(trips).where(eq(trips.routeId, routeId)).orderBy(asc(trips.seq));
    const tripIds = ofRoute.map((trip) => trip.id);
    const itsStops = await db.select().from(stops).where(inArray(stops.tripId, tripIds)).orderBy(asc(stops.seq));
    const stopIds = itsStops.map((stop) => stop.id);
    return {
      state: route?.state,
      trips: ofRoute,
      stops: itsStops,
      legs: await db.select().from(legs).where(eq(legs.routeId, routeId)).orderBy(asc(legs.seq)),
      boxes: await db.select().from(stopBoxes).where(inArray(stopBoxes.stopId, stopIds)),
    };
  });
}
