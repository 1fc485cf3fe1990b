import { requireOwnHousehold } from '@baogong/drizzle/actions/identity/require-own-household';
import { requireRole } from '@baogong/drizzle/actions/identity/require-role';
import { cancelOrder } from '@baogong/drizzle/actions/orders/cancel';
import { placeOrder } from '@baogong/drizzle/actions/orders/place';
import { ordersOfHousehold } from '@baogong/drizzle/queries/orders/orders-of-household';
import * as routes from '../contract/orders.ts';
import type { Deps } from '../deps.ts';
import { consult } from '../reply/consult.ts';
import { perform } from '../reply/perform.ts';
import { router } from '../reply/router.ts';
import { orderAfter, orderFor, orderReply } from './order-reply.ts';

export function orderRoutes(deps: Deps) {
  return router()
    .openapi(routes.placeOrder, (c) => {
      const { lines, householdId } = c.req.valid('json');
      return perform(deps, c, {
        status: 201,
        run: async (tx) => {
          await requireRole(tx, ['resident', 'gridWorker', 'groupLeader']);
          const placed = await placeOrder(tx, { lines, householdId: householdId ?? (await requireOwnHousehold(tx)) });
          return orderAfter(tx, placed.orderId);
        },
      });
    })
    .openapi(routes.listOrders, (c) => {
      const { cursor } = c.req.valid('query');
      return consult(deps, c, async (asking) => {
        const householdId = await requireOwnHousehold(asking);
        const page = await ordersOfHousehold(asking.db, { householdId, at: asking.now, cursor });
        return { items: page.items.map(orderReply), next: page.next };
      });
    })
    .openapi(routes.readOrder, (c) => {
      const { id: orderId } = c.req.valid('param');
      return consult(deps, c, (asking) => orderFor(asking, orderId));
    })
    .openapi(routes.cancelOrder, (c) => {
      const { id: orderId } = c.req.valid('param');
      return perform(deps, c, {
        status: 200,
        run: async (tx) => {
          await requireRole(tx, ['resident', 'gridWorker', 'groupLeader']);
          await cancelOrder(tx, { orderId });
          return orderAfter(tx, orderId);
        },
      });
    });
}
