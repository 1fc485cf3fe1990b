import { Unavailable } from '@baogong/drizzle/rules/refusal';
import { healthz, readyz } from '../contract/health.ts';
import type { Deps } from '../deps.ts';
import { router } from '../reply/router.ts';

export function healthRoutes({ database, clock }: Deps) {
  return router()
    .openapi(healthz, (c) => c.json({ status: 'ok' }, 200))
    .openapi(readyz, async (c) => {
      await database
        .read((db) => clock.now(db))
        .catch((cause: unknown) => {
          throw new Unavailable('the database does not answer', { cause });
        });
      return c.json({ status: 'ready' as const, engine: database.engine, clock: clock.kind }, 200);
    });
}
