import { commitPlan } from '@baogong/drizzle/actions/waves/commit-plan';
import type { Clock } from '@baogong/drizzle/database/clock';
import { withTransaction } from '@baogong/drizzle/database/transaction';
import { openWave } from '@baogong/drizzle/queries/waves/open-wave';
import type { Id } from '@baogong/drizzle/rules/ids';
import { seedFrom } from '@baogong/drizzle/rules/random';
import { Refusal, Unavailable } from '@baogong/drizzle/rules/refusal';
import { type Planner, planOnce } from './plan-once.ts';
import { readWorld } from './read-world.ts';

/** Times that a plan is made anew because the world moved while it was made. */
const ATTEMPTS_MAX = 5;

/**
 * Plans a wave and commits it if the world has not moved meanwhile, else plans again from the new world. A wave that is
 * already planned is left alone, so that a repeated job does nothing.
 */
export async function planWave(planner: Planner & { readonly clock: Clock }, waveId: Id): Promise<void> {
  const { database, clock } = planner;
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
    const wave = await database.read((db) => openWave(db, waveId));
    if (!wave) return;
    const startedMs = performance.now();
    const world = await readWorld(database, { cityId: wave.cityId, now: await clock.now() });
    const { plan, ...seen } = await planOnce(planner, {
      world,
      waveId,
      seed: seedFrom(wave.cityId, world.now.getTime()),
    });
    const planMs = Math.round(performance.now() - startedMs);
    try {
      const actor = { kind: 'system' as const, id: 'plan-wave' };
      await withTransaction(database, { actor, purpose: 'dispatch', clock }, (tx) =>
        commitPlan(tx, { plan: { ...plan, planMs }, ...seen }),
      );
      return;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.code === 'alreadyDone') return;
      if (error.code !== 'planStale') throw error;
    }
  }
  throw new Unavailable(`wave ${waveId}: the world moved during each of ${ATTEMPTS_MAX} plans`);
}
