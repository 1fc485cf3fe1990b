import { reportHealth as reportHealthAction } from '@baogong/drizzle/actions/riders/report-health';
import { reportHealth } from '../contract/health-facts.ts';
import type { Deps } from '../deps.ts';
import { perform } from '../reply/perform.ts';
import { router } from '../reply/router.ts';

export function healthFactRoutes(deps: Deps) {
  return router().openapi(reportHealth, (c) => {
    const { validFrom, validTo, ...fact } = c.req.valid('json');
    return perform(deps, c, {
      status: 201,
      run: async (tx) => {
        const { factId } = await reportHealthAction(tx, {
          ...fact,
          validFrom: new Date(validFrom),
          validTo: validTo === undefined ? undefined : new Date(validTo),
        });
        return { id: factId };
      },
    });
  });
}
