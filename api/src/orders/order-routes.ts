import { requireOwnHousehold } from '@baogong/drizzle/actions/identity/require-own-household';
import { requireRole } from '@baogong/drizzle/actions/identity/require-role';
import { cancelOrder } from '@baogong/drizzle/actions/orders/cancel';
import { ordersOfHousehold } from '@baogong/drizzle/queries/orders/orders-of-household';
import * as routes from '../contract/orders.ts';
import type { Deps } from '../deps.ts';
import { accountOf } from '../reply/account-of.ts';
import { consult, jsonReply } from '../reply/consult.ts';
import { onceRequestOf, perform } from '../reply/perform.ts';
import { router } from '../reply/router.ts';
import { orderAfter, orderFor, orderReply } from './order-reply.ts';
import { placeInLists } from './place-in-lists.ts';

export function orderRoutes(deps: Deps) {
  const place = placeInLists(deps);
  return router()
    .openapi(routes.placeOrder, async (c) => {
      const answer = await place({ ...c.req.valid('json'), ...(await onceRequestOf(c)), actor: accountOf(c) });
      return jsonReply<ReturnType<typeof orderReply>, 201>(c, String(answer.body), 201);
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
