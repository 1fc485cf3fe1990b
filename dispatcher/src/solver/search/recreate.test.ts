import { expect, it } from 'vitest';
import { randomProblem } from '../testing/random-problem.ts';
import { construct } from './construct.ts';
import { buildModel } from './model.ts';
import { copyPlan, copyPlanInto, emptyPlan, jobsLeftOut } from './plan.ts';
import { below, createRandom } from './random.ts';
import { recreate } from './recreate.ts';
import { ruin } from './ruin.ts';

it('a round is given up only where it cannot be kept, and what is kept costs less than the limit', () => {
  const ended = { kept: 0, givenUp: 0 };
  for (let seed = 1; seed <= 20; seed++) {
    const problem = randomProblem({ seed, stops: 25, vehicles: 3, depots: 2, hardship: 0.2 });
    const model = buildModel(problem);
    const random = createRandom(seed);
    const start = construct(model, emptyPlan(model), random, { iterations: 0 });
    for (let round = 0; round < 20; round++) {
      const plan = copyPlan(start);
      const out = jobsLeftOut(plan);
      const seedStop = below(random, problem.stops.length);
      const jobs = ruin(model, plan, random, { seedStop, keepsFrozen: false });
      expect([...jobs, ...out].sort((a, b) => a - b)).toEqual(jobsLeftOut(plan));
      const limit = round % 3 === 2 ? Number.POSITIVE_INFINITY : start.cost + (round % 3);
      const kept = recreate(model, plan, { jobs, outBefore: new Set(), temperature: 0, limit }, random);
      if (kept) expect(plan.cost).toBeLessThan(limit);
      else expect(limit).toBeLessThan(Number.POSITIVE_INFINITY);
      ended[kept ? 'kept' : 'givenUp'] += 1;
    }
  }
  expect(ended.kept).toBeGreaterThan(0);
  expect(ended.givenUp).toBeGreaterThan(0);
});

it('a plan written over another one is its copy', () => {
  const model = buildModel(randomProblem({ seed: 1, stops: 25, vehicles: 3, depots: 2, hardship: 0.2 }));
  const random = createRandom(1);
  const first = construct(model, emptyPlan(model), random, { iterations: 0 });
  const other = copyPlan(first);
  ruin(model, other, random, { seedStop: 3, keepsFrozen: false });
  expect(copyPlanInto(other, first)).toEqual(first);
});
