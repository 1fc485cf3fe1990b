import { collectOrder as collectOrderAction } from '@baogong/drizzle/actions/orders/collect';
import { collectOrder } from '../contract/pickups.ts';
import type { Deps } from '../deps.ts';
import { perform } from '../reply/perform.ts';
import { router } from '../reply/router.ts';

export function pickupRoutes(deps: Deps) {
  return router().openapi(collectOrder, (c) => {
    const collection = c.req.valid('json');
    return perform(deps, c, {
      status: 200,
      run: async (tx) => {
        const { orderId, boxes } = await collectOrderAction(tx, collection);
        return { orderId, boxes: boxes.length };
      },
    });
  });
}
