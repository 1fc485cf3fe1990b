import type { Reader } from '@baogong/drizzle/database/port';
import { legsOfRoutes } from '@baogong/drizzle/queries/routes/legs-of-routes';
import { type RouteView, routeView } from '@baogong/drizzle/queries/routes/route-view';
import type { Id } from '@baogong/drizzle/rules/ids';
import { InvariantError, Refusal } from '@baogong/drizzle/rules/refusal';
import { present } from '../reply/present.ts';

/** A route as the contract tells it. */
export function routeReply({ cityId: _, ...route }: RouteView) {
  return present(route);
}

/** The route after a change of it. */
export async function routeAfter(db: Reader, routeId: Id) {
  const route = await routeView(db, { routeId });
  if (!route) throw new InvariantError(`route ${routeId} is gone after its change`);
  return routeReply(route);
}

type RouteReply = ReturnType<typeof routeReply>;

/** A part of the route that its own action has just changed. */
export function stopOf(route: RouteReply, stopId: Id) {
  const stop = route.trips.flatMap(({ stops }) => stops).find(({ id }) => id === stopId);
  if (!stop) throw new Refusal('notFound', { stopId });
  return stop;
}

/** A leg alone: a departure changes nothing else that a courier looks at. */
export async function legAfter(db: Reader, { routeId, legId }: { routeId: Id; legId: Id }) {
  const leg = (await legsOfRoutes(db, [routeId])).find(({ id }) => id === legId);
  if (!leg) throw new InvariantError(`leg ${legId} is gone after its change`);
  const { tripId: _, ...reply } = leg;
  return present(reply);
}
