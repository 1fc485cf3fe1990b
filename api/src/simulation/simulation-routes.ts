import { mintSessions } from '@baogong/drizzle/actions/identity/mint-sessions';
import { requireRole } from '@baogong/drizzle/actions/identity/require-role';
import { withTransaction } from '@baogong/drizzle/database/transaction';
import { world } from '@baogong/drizzle/queries/simulation/world';
import { Refusal } from '@baogong/drizzle/rules/refusal';
import * as routes from '../contract/simulation.ts';
import type { Deps } from '../deps.ts';
import { accountOf } from '../reply/account-of.ts';
import { consult, jsonReply } from '../reply/consult.ts';
import { router } from '../reply/router.ts';
import { wireText } from '../reply/wire.ts';

/** Levers on time and on who is who: real on a simulated database, refused on any other. */
export function simulationRoutes(deps: Deps) {
  const { database, clock, simulation } = deps;
  const onlySimulated = () => {
    if (clock.kind !== 'stepped' || !simulation) throw new Refusal('simulationOnly');
    return simulation;
  };

  return router()
    .openapi(routes.readClock, (c) => {
      onlySimulated();
      return consult(deps, c, async ({ now }) => ({ at: now }));
    })
    .openapi(routes.advanceClock, async (c) => {
      const stepping = onlySimulated();
      await database.read((db) => requireRole({ db, actor: accountOf(c) }, ['integration']));
      await stepping.advance(new Date(c.req.valid('json').to));
      return consult(deps, c, async ({ now }) => ({ at: now }));
    })
    .openapi(routes.mintSessions, async (c) => {
      onlySimulated();
      const { accountIds } = c.req.valid('json');
      const opened = await withTransaction(database, { actor: accountOf(c), purpose: 'mintSessions', clock }, (tx) =>
        mintSessions(tx, { accountIds, wallNow: new Date() }),
      );
      const body = { tokens: opened.map(({ accountId, token }) => ({ accountId, token })) };
      return jsonReply<typeof body, 201>(c, wireText(body), 201);
    })
    .openapi(routes.readWorld, (c) => {
      onlySimulated();
      const { cursor, limit } = c.req.valid('query');
      return consult(deps, c, async (asking) => {
        await requireRole(asking, ['integration']);
        return world(asking.db, { cityId: asking.actor.cityId, cursor, limit });
      });
    });
}
