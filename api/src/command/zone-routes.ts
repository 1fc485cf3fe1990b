import { requireAccount } from '@baogong/drizzle/actions/identity/require-account';
import { declareZone } from '@baogong/drizzle/actions/zones/declare';
import { liftZone } from '@baogong/drizzle/actions/zones/lift';
import { withdrawZone } from '@baogong/drizzle/actions/zones/withdraw';
import { mapView } from '@baogong/drizzle/queries/zones/map-view';
import * as routes from '../contract/zones.ts';
import type { Deps } from '../deps.ts';
import { consult } from '../reply/consult.ts';
import { perform } from '../reply/perform.ts';
import { router } from '../reply/router.ts';
import { zoneBody, zoneReply } from './zone-reply.ts';

export function zoneRoutes(deps: Deps) {
  return router()
    .openapi(routes.declareZone, (c) => {
      const { validFrom, validTo, ...input } = c.req.valid('json');
      return perform(deps, c, {
        status: 201,
        run: async (tx) => {
          const { cityId } = requireAccount(tx.actor);
          const { zoneId, touched } = await declareZone(tx, {
            ...input,
            validFrom: validFrom === undefined ? undefined : new Date(validFrom),
            validTo: validTo === undefined ? undefined : new Date(validTo),
          });
          return zoneReply(tx.db, { zoneId, cityId, touched });
        },
      });
    })
    .openapi(routes.liftZone, (c) => {
      const { id: zoneId } = c.req.valid('param');
      return perform(deps, c, {
        status: 200,
        run: async (tx) => {
          const { cityId } = requireAccount(tx.actor);
          const { touched } = await liftZone(tx, { zoneId });
          return zoneReply(tx.db, { zoneId, cityId, touched });
        },
      });
    })
    .openapi(routes.withdrawZone, (c) => {
      const { id: zoneId } = c.req.valid('param');
      return perform(deps, c, {
        status: 200,
        run: async (tx) => {
          const { cityId } = requireAccount(tx.actor);
          const { touched } = await withdrawZone(tx, { zoneId });
          return zoneReply(tx.db, { zoneId, cityId, touched });
        },
      });
    })
    .openapi(routes.listZones, (c) =>
      consult(deps, c, async ({ db, actor, now }) => {
        const { lawVersion, zones } = await mapView(db, { cityId: actor.cityId, at: now });
        return { lawVersion, items: zones.map(zoneBody) };
      }),
    )
    .openapi(routes.readZone, (c) => {
      const { id: zoneId } = c.req.valid('param');
      return consult(deps, c, ({ db, actor }) => zoneReply(db, { zoneId, cityId: actor.cityId }));
    });
}
