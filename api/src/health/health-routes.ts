import { Unavailable } from '@baogong/drizzle/rules/refusal';
import { healthz, readyz } from '../contract/health.ts';
import type { Deps } from '../deps.ts';
import { router } from '../reply/router.ts';

/** Alive, and ready: a part that does not answer is named. */
export function healthRoutes({ database, clock, parts = {} }: Deps) {
  const needed = { database: async () => void (await database.read((db) => clock.now(db))), ...parts };
  return router()
    .openapi(healthz, (c) => c.json({ status: 'ok' }, 200))
    .openapi(readyz, async (c) => {
      for (const [part, answers] of Object.entries(needed)) {
        await answers().catch((cause: unknown) => {
          throw new Unavailable(`the ${part} does not answer`, { cause, part });
        });
      }
      return c.json({ status: 'ready' as const, engine: database.engine, clock: clock.kind }, 200);
    });
}
