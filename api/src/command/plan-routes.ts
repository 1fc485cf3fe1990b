import { type AccountActor, requireAccount } from '@baogong/drizzle/actions/identity/require-account';
import { requireRole } from '@baogong/drizzle/actions/identity/require-role';
import { requireWholeCity } from '@baogong/drizzle/actions/identity/require-whole-city';
import { requestWave } from '@baogong/drizzle/actions/waves/request-wave';
import { record } from '@baogong/drizzle/database/record';
import { newestDeadLetters } from '@baogong/drizzle/queries/overview/dead-letters';
import { overview } from '@baogong/drizzle/queries/overview/overview';
import { recentWaves } from '@baogong/drizzle/queries/waves/recent-waves';
import { readOverview } from '../contract/overview.ts';
import { listDeadLetters, listWaves, requestWave as requestWaveRoute } from '../contract/waves.ts';
import type { Deps } from '../deps.ts';
import { consult } from '../reply/consult.ts';
import { perform } from '../reply/perform.ts';
import type { RefusalCounter } from '../reply/refusal-counter.ts';
import { router } from '../reply/router.ts';

const WAVES_DEFAULT = 20;
const LETTERS_DEFAULT = 50;
const commanding = ['commander', 'administrator'] as const;

export function planRoutes(deps: Deps, counter: RefusalCounter) {
  return router()
    .openapi(readOverview, (c) =>
      consult(deps, c, async ({ db, actor, now }) => {
        await requireRole({ db, actor }, commanding);
        const view = await overview(db, { ...lettersOf(actor), now });
        return { asOf: now, ...view, refusals: counter.counts() };
      }),
    )
    .openapi(requestWaveRoute, (c) =>
      perform(deps, c, {
        status: 202,
        run: async (tx) => {
          await requireWholeCity(tx, commanding);
          const { cityId } = requireAccount(tx.actor);
          const waveId = await requestWave(tx, { cityId, cause: 'asked' });
          await record(tx, { action: 'waves/request-wave', cityId, subject: { kind: 'wave', id: waveId } });
          return { waveId };
        },
      }),
    )
    .openapi(listWaves, (c) => {
      const { limit = WAVES_DEFAULT } = c.req.valid('query');
      return consult(deps, c, async ({ db, actor }) => {
        await requireRole({ db, actor }, commanding);
        return { items: await recentWaves(db, { cityId: actor.cityId, limit }) };
      });
    })
    .openapi(listDeadLetters, (c) => {
      const { limit = LETTERS_DEFAULT } = c.req.valid('query');
      return consult(deps, c, async ({ db, actor }) => {
        await requireRole({ db, actor }, commanding);
        return { items: await newestDeadLetters(db, { ...lettersOf(actor), limit }) };
      });
    });
}

/** Jobs of the whole system are an administrator's to know of. */
function lettersOf({ cityId, grants }: AccountActor) {
  return { cityId, wholeSystem: grants.some(({ role }) => role === 'administrator') };
}
