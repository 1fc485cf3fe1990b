import { packOrders } from '@baogong/drizzle/actions/orders/pack';
import { receiveStock } from '@baogong/drizzle/actions/stock/receive';
import * as routes from '../contract/warehouses.ts';
import type { Deps } from '../deps.ts';
import { perform } from '../reply/perform.ts';
import { router } from '../reply/router.ts';

export function warehouseRoutes(deps: Deps) {
  return router()
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
