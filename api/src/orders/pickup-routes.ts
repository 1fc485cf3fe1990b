import { collectOrder as collectOrderAction } from '@baogong/drizzle/actions/orders/collect';
import { collectOrder } from '../contract/pickups.ts';
import type { Deps } from '../deps.ts';
import { countingWrong, type GuessLimits } from '../identity/guess-limits.ts';
import { accountOf } from '../reply/account-of.ts';
import { perform } from '../reply/perform.ts';
import { router } from '../reply/router.ts';

export function pickupRoutes(deps: Deps, limits: GuessLimits) {
  return router().openapi(collectOrder, async (c) => {
    const collection = c.req.valid('json');
    const spent = [await limits.pickup.spend(accountOf(c).id)];
    return countingWrong({ spent, wrong: ['pickupCodeWrong'] }, () =>
      perform(deps, c, {
        status: 200,
        run: async (tx) => {
          const { orderId, boxes } = await collectOrderAction(tx, collection);
          return { orderId, boxes: boxes.length };
        },
      }),
    );
  });
}
