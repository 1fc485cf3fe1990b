import { requireAccount } from '@baogong/drizzle/actions/identity/require-account';
import { closeDay as closeDayAction } from '@baogong/drizzle/actions/ledger/close-day';
import { closeDay } from '../contract/days.ts';
import type { Deps } from '../deps.ts';
import { perform } from '../reply/perform.ts';
import { router } from '../reply/router.ts';

export function dayRoutes(deps: Deps) {
  return router().openapi(closeDay, (c) => {
    const { day } = c.req.valid('param');
    return perform(deps, c, {
      status: 200,
      run: (tx) => closeDayAction(tx, { cityId: requireAccount(tx.actor).cityId, day }),
    });
  });
}
