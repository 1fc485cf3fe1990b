import { asc, inArray } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { LngLat } from '../../rules/geo.ts';
import type { Id } from '../../rules/ids.ts';
import type {
  BoxState,
  LegPurpose,
  LegState,
  PlaceKind,
  Profile,
  RouteState,
  StopFailure,
  StopMode,
  StopState,
  TravellerClass,
} from '../../rules/vocabulary.ts';
import { routes } from '../../schema/routes.ts';
import { legsOfRoutes } from './legs-of-routes.ts';
import { stopsOfRoutes } from './stops-of-routes.ts';
import { tripsOfRoutes } from './trips-of-routes.ts';

export interface PlaceView {
  readonly kind: PlaceKind;
  readonly id: Id;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly point: LngLat;
}

export interface BoxView {
  readonly id: Id;
  readonly orderId: Id;
  readonly label: string;
  readonly state: BoxState;
  readonly active: boolean;
}

export interface StopView {
  readonly id: Id;
  readonly seq: number;
  readonly mode: StopMode;
  readonly state: StopState;
  readonly place: PlaceView;
  readonly arrivesAt: Date;
  readonly departsAt: Date;
  readonly arrivedAt: Date | null;
  readonly doneAt: Date | null;
  readonly failure: StopFailure | null;
  readonly boxes: readonly BoxView[];
}

export interface LegView {
  readonly id: Id;
  readonly seq: number;
  readonly status: LegState;
  readonly purpose: LegPurpose;
  readonly fromKind: PlaceKind;
  readonly toKind: PlaceKind;
  readonly stopId: Id | null;
  readonly line: readonly LngLat[];
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly departedAt: Date | null;
  readonly arrivedAt: Date | null;
  readonly lawVersion: number;
  readonly continuesId: Id | null;
}

export interface TripView {
  readonly id: Id;
  readonly seq: number;
  readonly state: RouteState;
  readonly source: PlaceView;
  readonly departsAt: Date;
  readonly returnsAt: Date;
  readonly departedAt: Date | null;
  readonly stops: readonly StopView[];
  readonly legs: readonly LegView[];
}

export interface RouteView {
  readonly id: Id;
  readonly cityId: Id;
  readonly state: RouteState;
  readonly travellerClass: TravellerClass;
  readonly profile: Profile;
  readonly vehicleId: Id | null;
  readonly riderId: Id | null;
  readonly lawVersion: number;
  readonly trips: readonly TripView[];
}

/** One route whole, or nothing. */
export async function routeView(db: Reader, { routeId }: { routeId: Id }): Promise<RouteView | undefined> {
  return (await routeViews(db, [routeId]))[0];
}

/** Routes whole, in the order of their planning: one query for each kind of part, however many routes. */
export async function routeViews(db: Reader, routeIds: readonly Id[]): Promise<RouteView[]> {
  if (routeIds.length === 0) return [];
  const found = await db
    .select({
      id: routes.id,
      cityId: routes.cityId,
      state: routes.state,
      travellerClass: routes.travellerClass,
      profile: routes.profile,
      vehicleId: routes.vehicleId,
      riderId: routes.riderId,
      lawVersion: routes.lawVersion,
    })
    .from(routes)
    .where(inArray(routes.id, [...routeIds]))
    .orderBy(asc(routes.plannedAt), asc(routes.id));
  const trips = await tripsOfRoutes(db, routeIds);
  const stops = await stopsOfRoutes(db, routeIds);
  const legs = await legsOfRoutes(db, routeIds);
  return found.map((route) => ({
    ...route,
    trips: trips
      .filter((trip) => trip.routeId === route.id)
      .map(({ routeId: _, ...trip }) => ({
        ...trip,
        stops: stops.filter((stop) => stop.tripId === trip.id).map(({ tripId: _tripId, ...stop }) => stop),
        legs: legs.filter((leg) => leg.tripId === trip.id).map(({ tripId: _tripId, ...leg }) => leg),
      })),
  }));
}
