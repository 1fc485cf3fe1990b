import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeInstancePlan } from '../judge/judge-instance-plan.ts';
import { randomInstance } from '../testing/random-instance.ts';
import { anneal } from './anneal.ts';
import { createBest, keepBest, returnToBest } from './best.ts';
import type { Clock } from './clock.ts';
import { createCore } from './create-core.ts';
import { firstPlan } from './first-plan.ts';
import type { Instance } from './instance.ts';
import { differencesFromRebuilt } from './rebuilt-core.ts';
import { toPlan } from './to-plan.ts';

const family = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  clients: fc.integer({ min: 2, max: 40 }),
  windows: fc.boolean(),
  durations: fc.boolean(),
  reloads: fc.boolean(),
  types: fc.integer({ min: 1, max: 4 }),
  depots: fc.integer({ min: 1, max: 2 }),
  restricted: fc.boolean(),
  asymmetric: fc.boolean(),
});

/** Types that differ in whom they may serve and in room alone. */
function withInterchangeableTypes(instance: Instance): Instance {
  const vehicleTypes = instance.vehicleTypes.map(({ capacity, allowed }) => ({
    ...instance.vehicleTypes[0],
    ...{ capacity, allowed, depot: 0, fixedCost: 3, unitCost: 2, maxDuration: 4000, tripsMax: 1 },
  }));
  return { ...instance, vehicleTypes };
}

function searched(instance: Instance, seed: number) {
  const core = createCore(instance, seed);
  firstPlan(core);
  const best = createBest(core);
  keepBest(core, best);
  const clock: Clock = { roundsMax: 200, limitS: Number.POSITIVE_INFINITY, usedS: () => 0 };
  const tails = core.traits.reloads ? 0 : 3;
  const schedule = { hot: 300, cold: 30, tails, sizes: { mean: 6, stringMax: 6 }, from: 0, to: 1 };
  anneal(core, best, clock, schedule, { count: 0 });
  return { core, best };
}

describe('anneal', () => {
  it('leaves the core as its routes alone would make it, whatever the instance uses', () => {
    fc.assert(
      fc.property(family, fc.integer(), fc.boolean(), (options, seed, interchangeable) => {
        const instance = randomInstance(options);
        const { core } = searched(interchangeable ? withInterchangeableTypes(instance) : instance, seed);
        expect(differencesFromRebuilt(core)).toEqual([]);
      }),
      { numRuns: 200, seed: 20260401 },
    );
  });

  it('breaks no rule where routes change vehicles at no cost, and the best plan costs what it says', () => {
    fc.assert(
      fc.property(family, fc.integer(), (options, seed) => {
        const restricted = { ...options, types: 3, restricted: true, reloads: false };
        const instance = withInterchangeableTypes(randomInstance(restricted));
        const { core, best } = searched(instance, seed);
        expect(core.traits.interchangeable).toBe(true);
        returnToBest(core, best);
        const { broken, cost } = judgeInstancePlan(instance, toPlan(core).routes);
        expect(broken.filter((rule) => !rule.endsWith('is not visited'))).toEqual([]);
        if (best.missing === 0) expect(best.cost).toBe(cost);
      }),
      { numRuns: 100, seed: 20260401 },
    );
  });
});
