import { requireRole } from '@baogong/drizzle/actions/identity/require-role';
import { packOrders } from '@baogong/drizzle/actions/orders/pack';
import { receiveStock } from '@baogong/drizzle/actions/stock/receive';
import { placeOfWarehouse } from '@baogong/drizzle/queries/identity/place-of-warehouse';
import { warehouseBalances } from '@baogong/drizzle/queries/stock/balances';
import { Refusal } from '@baogong/drizzle/rules/refusal';
import * as routes from '../contract/warehouses.ts';
import type { Deps } from '../deps.ts';
import { consult } from '../reply/consult.ts';
import { perform } from '../reply/perform.ts';
import { router } from '../reply/router.ts';

export function warehouseRoutes(deps: Deps) {
  return router()
    .openapi(routes.readBalances, (c) => {
      const { id: warehouseId } = c.req.valid('param');
      return consult(deps, c, async (asking) => {
        const place = await placeOfWarehouse(asking.db, warehouseId);
        if (place?.cityId !== asking.actor.cityId) throw new Refusal('notFound', { noun: 'warehouse', warehouseId });
        // Command sees the stock of the whole city, a clerk that of his own warehouse.
        const commands = asking.actor.grants.some(({ role }) => role === 'commander' || role === 'administrator');
        if (!commands) await requireRole(asking, ['warehouseClerk'], { path: place.path });
        return warehouseBalances(asking.db, { warehouseId });
      });
    })
    .openapi(routes.receiveStock, (c) => {
      const { id: warehouseId } = c.req.valid('param');
      const { lines } = c.req.valid('json');
      return perform(deps, c, {
        status: 201,
        run: async (tx) => {
          const { units } = await receiveStock(tx, { warehouseId, lines });
          return { lines: lines.length, units };
        },
      });
    })
    .openapi(routes.packOrders, (c) => {
      const { id: warehouseId } = c.req.valid('param');
      const { limit } = c.req.valid('json');
      return perform(deps, c, { status: 201, run: (tx) => packOrders(tx, { warehouseId, limit }) });
    });
}
