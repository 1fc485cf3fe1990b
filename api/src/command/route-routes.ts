import { requireRole } from '@baogong/drizzle/actions/identity/require-role';
import { riderOfAccount } from '@baogong/drizzle/queries/identity/rider-of-account';
import { activeRoutes } from '@baogong/drizzle/queries/routes/active-routes';
import { type RouteView, routeView } from '@baogong/drizzle/queries/routes/route-view';
import { Refusal } from '@baogong/drizzle/rules/refusal';
import { listRoutes, readRoute } from '../contract/routes.ts';
import { routeReply } from '../courier/route-reply.ts';
import type { Deps } from '../deps.ts';
import { type Consulting, consult } from '../reply/consult.ts';
import { router } from '../reply/router.ts';

const overseers = ['commander', 'integration', 'administrator'] as const;

export function routeRoutes(deps: Deps) {
  return router()
    .openapi(listRoutes, (c) => {
      const { state } = c.req.valid('query');
      return consult(deps, c, async ({ db, actor }) => {
        await requireRole({ db, actor }, overseers);
        const found = await activeRoutes(db, { cityId: actor.cityId }, state && [state]);
        return { items: found.map(withoutLines) };
      });
    })
    .openapi(readRoute, (c) => {
      const { id: routeId } = c.req.valid('param');
      return consult(deps, c, async (asking) => {
        const route = await routeView(asking.db, { routeId });
        if (!route || !(await maySee(asking, route))) throw new Refusal('notFound', { noun: 'route', routeId });
        return routeReply(route);
      });
    });
}

/** Overseers see every route of their city, a rider his own. */
async function maySee({ db, actor }: Consulting, route: RouteView): Promise<boolean> {
  if (route.cityId !== actor.cityId) return false;
  if (actor.grants.some(({ role }) => overseers.some((overseer) => overseer === role))) return true;
  return route.riderId !== null && route.riderId === (await riderOfAccount(db, actor.id));
}

function withoutLines(route: RouteView) {
  const { trips, ...rest } = routeReply(route);
  return {
    ...rest,
    trips: trips.map(({ legs, ...trip }) => ({ ...trip, legs: legs.map(({ line: _, ...leg }) => leg) })),
  };
}
