import { requireOwnHousehold } from '@baogong/drizzle/actions/identity/require-own-household';
import { home } from '@baogong/drizzle/queries/orders/home';
import { shelf } from '@baogong/drizzle/queries/orders/shelf';
import { readHome, readShelf } from '../contract/home.ts';
import type { Deps } from '../deps.ts';
import { consult } from '../reply/consult.ts';
import { router } from '../reply/router.ts';

export function homeRoutes(deps: Deps) {
  return router()
    .openapi(readHome, (c) =>
      consult(deps, c, async (asking) =>
        home(asking.db, { householdId: await requireOwnHousehold(asking), at: asking.now }),
      ),
    )
    .openapi(readShelf, (c) =>
      consult(deps, c, async (asking) =>
        shelf(asking.db, { householdId: await requireOwnHousehold(asking), at: asking.now }),
      ),
    );
}
