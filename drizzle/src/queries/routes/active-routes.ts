import { and, asc, eq, inArray, type SQL } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { Id } from '../../rules/ids.ts';
import type { RouteState, TravellerClass } from '../../rules/vocabulary.ts';
import { routes } from '../../schema/routes.ts';
import { type RouteView, routeViews } from './route-view.ts';

/** More active routes than this are not shown at once. */
const ROUTES_MAX = 500;

export type WhoseRoutes =
  | { readonly riderId: Id }
  | { readonly vehicleId: Id }
  | { readonly cityId: Id; readonly travellerClass?: TravellerClass };

/** Routes that are planned, running or halted (or in one of these states), oldest plan first. */
export async function activeRoutes(
  db: Reader,
  whose: WhoseRoutes,
  states: readonly RouteState[] = ['planned', 'running', 'halted'],
): Promise<RouteView[]> {
  const found = await db
    .select({ id: routes.id })
    .from(routes)
    .where(and(inArray(routes.state, [...states]), ...conditions(whose)))
    .orderBy(asc(routes.plannedAt), asc(routes.id))
    .limit(ROUTES_MAX);
  return routeViews(db, found.map((route) => route.id));
}

function conditions(whose: WhoseRoutes): SQL[] {
  if ('riderId' in whose) return [eq(routes.riderId, whose.riderId)];
  if ('vehicleId' in whose) return [eq(routes.vehicleId, whose.vehicleId)];
  const inCity = eq(routes.cityId, whose.cityId);
  return whose.travellerClass ? [inCity, eq(routes.travellerClass, whose.travellerClass)] : [inCity];
}
