import { and, asc, eq, exists, inArray, or, type SQL } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { Id } from '../../rules/ids.ts';
import type { RouteState, TravellerClass } from '../../rules/vocabulary.ts';
import { routes, stops, trips } from '../../schema/routes.ts';
import { type RouteView, routeViews } from './route-view.ts';

/** More active routes than this are not shown at once. */
const ROUTES_MAX = 500;

export type WhoseRoutes =
  | { readonly riderId: Id }
  | { readonly vehicleId: Id }
  | { readonly cityId: Id; readonly travellerClass?: TravellerClass };

const activeStates: readonly RouteState[] = ['planned', 'running', 'halted'];

/**
 * Routes that are planned, running or halted (or in one of the states asked for), oldest plan first. A route that was taken
 * back while its traveller serves a stop is still active: he ends the service.
 */
export async function activeRoutes(
  db: Reader,
  whose: WhoseRoutes,
  states?: readonly RouteState[],
): Promise<RouteView[]> {
  const inState = inArray(routes.state, [...(states ?? activeStates)]);
  const found = await db
    .select({ id: routes.id })
    .from(routes)
    .where(and(states ? inState : or(inState, isServing(db)), ...conditions(whose)))
    .orderBy(asc(routes.plannedAt), asc(routes.id))
    .limit(ROUTES_MAX);
  return routeViews(
    db,
    found.map((route) => route.id),
  );
}

function isServing(db: Reader): SQL {
  return exists(
    db
      .select({ id: stops.id })
      .from(stops)
      .innerJoin(trips, eq(trips.id, stops.tripId))
      .where(and(eq(trips.routeId, routes.id), eq(stops.cityId, routes.cityId), eq(stops.state, 'arrived'))),
  );
}

function conditions(whose: WhoseRoutes): SQL[] {
  if ('riderId' in whose) return [eq(routes.riderId, whose.riderId)];
  if ('vehicleId' in whose) return [eq(routes.vehicleId, whose.vehicleId)];
  const inCity = eq(routes.cityId, whose.cityId);
  return whose.travellerClass ? [inCity, eq(routes.travellerClass, whose.travellerClass)] : [inCity];
}
