import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeInstancePlan } from '../judge/judge-instance-plan.ts';
import { randomInstance } from '../testing/random-instance.ts';
import type { Clock } from './clock.ts';
import { traitsOf } from './core.ts';
import type { Instance } from './instance.ts';
import { partsOfPlan } from './parts.ts';
import { solveInstance } from './solve-instance.ts';

const rounds = (count: number): Clock => ({ roundsMax: count, limitS: Number.POSITIVE_INFINITY, usedS: () => 0 });

const instances = fc
  .record({
    seed: fc.integer({ min: 1, max: 1_000_000 }),
    clients: fc.integer({ min: 0, max: 60 }),
    windows: fc.boolean(),
    durations: fc.boolean(),
    reloads: fc.boolean(),
    types: fc.integer({ min: 1, max: 4 }),
    depots: fc.integer({ min: 1, max: 3 }),
    restricted: fc.boolean(),
    prizes: fc.boolean(),
    asymmetric: fc.boolean(),
  })
  .map(randomInstance);

/** Without the rules that only say that somebody is left out. */
function brokenRules(instance: Instance, routes: readonly (readonly number[])[]): string[] {
  return judgeInstancePlan(instance, routes).broken.filter((rule) => !rule.endsWith('is not visited'));
}

describe('solveInstance', () => {
  it('breaks no rule of any family, and knows what its plan costs and whom it leaves out', () => {
    fc.assert(
      fc.property(instances, fc.integer(), (instance, seed) => {
        const { plan, missing } = solveInstance(instance, { clock: rounds(300), seed });
        const verdict = judgeInstancePlan(instance, plan.routes);
        expect(brokenRules(instance, plan.routes)).toEqual([]);
        expect(verdict.broken).toHaveLength(missing);
        if (missing === 0) expect(plan.cost).toBe(verdict.cost);
      }),
      { numRuns: 300, seed: 20260401 },
    );
  });

  it('gives the same plan for the same seed and number of rounds', () => {
    const instance = randomInstance({ seed: 4, clients: 80, windows: true, types: 1, depots: 1 });
    const solve = () => solveInstance(instance, { clock: rounds(500), seed: 3 }).plan;
    expect(solve()).toEqual(solve());
  });

  it('plans a large instance part by part without a full matrix', () => {
    const instance = randomInstance({ seed: 9, clients: 2100, windows: true, types: 1, depots: 1 });
    const asked = { ...instance, distances: null };
    const { plan, missing } = solveInstance(asked, { clock: rounds(600), seed: 1 });
    // Some windows close before anybody can be there: whoever is left out cannot be served even alone.
    const visited = new Set(plan.routes.flat());
    const left = Array.from({ length: 2100 }, (_, index) => index + 1).filter((place) => !visited.has(place));
    expect(left).toHaveLength(missing);
    for (const place of left) {
      const alone = brokenRules(instance, [[place], ...plan.routes.slice(1).map(() => [])]);
      expect([place, alone.length > 0]).toEqual([place, true]);
    }
    expect(brokenRules(instance, plan.routes)).toEqual([]);
  });

  it('goes on part by part where there are rounds enough, ends and repeats itself', () => {
    const instance = randomInstance({ seed: 3, clients: 510, types: 3, depots: 3, durations: true });
    // With so many rounds the last part's share of the budget would be more than all of it, were it not for a limit.
    const clock = rounds(153_018);
    expect(partsOfPlan(instance, traitsOf(instance), clock.roundsMax / 510)).not.toBeNull();
    const answer = solveInstance(instance, { clock, seed: 2 });
    expect(brokenRules(instance, answer.plan.routes)).toEqual([]);
    expect(judgeInstancePlan(instance, answer.plan.routes).cost).toBe(answer.plan.cost);
    expect(answer.rounds).toBeGreaterThanOrEqual(153_018);
    expect(solveInstance(instance, { clock, seed: 2 })).toEqual(answer);
  });

  it('finds the optimum of a circle of clients that one vehicle can serve', () => {
    // Twelve clients on a circle of radius 1000 around the depot: out 1000, eleven chords of 518, home 1000.
    const angles = Array.from({ length: 12 }, (_, index) => (index * Math.PI) / 6);
    const instance = randomInstance({
      seed: 1,
      clients: 12,
      types: 1,
      depots: 1,
      points: [[0, 0], ...angles.map((angle) => [1000 * Math.cos(angle), 1000 * Math.sin(angle)] as const)],
    });
    expect(solveInstance(instance, { clock: rounds(2000), seed: 1 }).plan.cost).toBe(2000 + 11 * 518);
  });
});
