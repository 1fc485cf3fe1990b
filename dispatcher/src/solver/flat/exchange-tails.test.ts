import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeInstancePlan } from '../judge/judge-instance-plan.ts';
import { randomInstance } from '../testing/random-instance.ts';
import { createCore } from './create-core.ts';
import { exchangeTails } from './exchange-tails.ts';
import { firstPlan } from './first-plan.ts';
import { differencesFromRebuilt } from './rebuilt-core.ts';
import { toPlan } from './to-plan.ts';
import { beginRound, createUndo, takeBack } from './undo.ts';

const instances = fc
  .record({
    seed: fc.integer({ min: 1, max: 1_000_000 }),
    clients: fc.integer({ min: 2, max: 60 }),
    windows: fc.boolean(),
    durations: fc.boolean(),
    types: fc.integer({ min: 1, max: 3 }),
    depots: fc.integer({ min: 1, max: 2 }),
    restricted: fc.boolean(),
    asymmetric: fc.boolean(),
  })
  .map(randomInstance);

describe('exchangeTails', () => {
  it('leaves the core as its routes alone would make it, kept or taken back, and breaks no rule', () => {
    let exchanged = 0;
    fc.assert(
      fc.property(instances, fc.integer(), (instance, seed) => {
        const core = createCore(instance, seed);
        firstPlan(core);
        const undo = createUndo(core);
        core.temperature = 200;
        for (let step = 0; step < 300; step++) {
          beginRound(core, undo);
          const before = JSON.stringify(toPlan(core));
          if (!exchangeTails(core, undo)) continue;
          exchanged += 1;
          expect(differencesFromRebuilt(core)).toEqual([]);
          if (step % 2 === 0) continue;
          takeBack(core, undo);
          expect(sorted(toPlan(core))).toEqual(sorted(JSON.parse(before)));
          expect(differencesFromRebuilt(core)).toEqual([]);
        }
        const broken = judgeInstancePlan(instance, toPlan(core).routes).broken;
        expect(broken.filter((rule) => !rule.endsWith('is not visited'))).toEqual([]);
      }),
      { numRuns: 60, seed: 20260401 },
    );
    expect(exchanged).toBeGreaterThan(100);
  });
});

/** Routes of one type change places when one of them closes and opens again. */
function sorted({ routes, cost }: { routes: readonly (readonly number[])[]; cost: number }) {
  return { routes: routes.map((route) => route.join(' ')).sort(), cost };
}
