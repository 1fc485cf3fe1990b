import { arriveLeg } from '@baogong/drizzle/actions/legs/arrive';
import { departLeg } from '@baogong/drizzle/actions/legs/depart';
import { reportPositions } from '@baogong/drizzle/actions/legs/report-positions';
import { deliverStop } from '@baogong/drizzle/actions/stops/deliver';
import { failStop } from '@baogong/drizzle/actions/stops/fail';
import { takeTrip } from '@baogong/drizzle/actions/trips/take';
import { Refusal } from '@baogong/drizzle/rules/refusal';
import * as routes from '../contract/courier.ts';
import type { Deps } from '../deps.ts';
import { consult } from '../reply/consult.ts';
import { perform } from '../reply/perform.ts';
import { router } from '../reply/router.ts';
import { ownRoutes } from './own-routes.ts';
import { legAfter, routeAfter, routeReply, stopOf } from './route-reply.ts';

export function courierRoutes(deps: Deps) {
  return router()
    .openapi(routes.listCourierRoutes, (c) => {
      const { vehicleId } = c.req.valid('query');
      return consult(deps, c, async (asking) => {
        const found = await ownRoutes(asking, { vehicleId });
        return { routes: found.map(routeReply) };
      });
    })
    .openapi(routes.takeTrip, (c) => {
      const { id: tripId } = c.req.valid('param');
      return perform(deps, c, {
        status: 200,
        run: async (tx) => routeAfter(tx.db, (await takeTrip(tx, { tripId })).routeId),
      });
    })
    .openapi(routes.departLeg, (c) => {
      const { id: legId } = c.req.valid('param');
      return perform(deps, c, {
        status: 200,
        run: async (tx) => {
          const { routeId } = await departLeg(tx, { legId });
          return { leg: await legAfter(tx.db, { routeId, legId }) };
        },
      });
    })
    .openapi(routes.reportPositions, (c) => {
      const { id: legId } = c.req.valid('param');
      const { positions: given, simulated } = c.req.valid('json');
      if (simulated && deps.clock.kind !== 'stepped' && !deps.demonstration) {
        throw new Refusal('simulationOnly', { field: 'simulated', value: simulated, accepted: 'left out' });
      }
      const positions = given.map(({ at, point }) => ({ at: new Date(at), point }));
      return perform(deps, c, {
        status: 200,
        run: async (tx) => {
          const { accepted } = await reportPositions(tx, { legId, positions, simulated });
          return { accepted, status: 'planned' as const };
        },
      });
    })
    .openapi(routes.arriveLeg, (c) => {
      const { id: legId } = c.req.valid('param');
      return perform(deps, c, {
        status: 200,
        run: async (tx) => routeAfter(tx.db, (await arriveLeg(tx, { legId })).routeId),
      });
    })
    .openapi(routes.deliverStop, (c) => {
      const { id: stopId } = c.req.valid('param');
      const { boxIds } = c.req.valid('json');
      return perform(deps, c, {
        status: 200,
        run: async (tx) => {
          const route = await routeAfter(tx.db, (await deliverStop(tx, { stopId, boxIds })).routeId);
          return { stop: stopOf(route, stopId), route };
        },
      });
    })
    .openapi(routes.failStop, (c) => {
      const { id: stopId } = c.req.valid('param');
      const { failure } = c.req.valid('json');
      return perform(deps, c, {
        status: 200,
        run: async (tx) => {
          const route = await routeAfter(tx.db, (await failStop(tx, { stopId, failure })).routeId);
          return { stop: stopOf(route, stopId), route };
        },
      });
    });
}
