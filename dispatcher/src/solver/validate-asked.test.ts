import { describe, expect, it } from 'vitest';
import { createPlanner } from './create-planner.ts';
import type { SolveOptions, WarmStart } from './solution.ts';
import { solve } from './solve.ts';
import { tinyProblem } from './testing/tiny-problem.ts';

const problem = tinyProblem({ stops: [{}, {}] });
const budget = { iterations: 5 };

describe('what is asked of the planner', () => {
  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('is refused with a budget that never ends: %s', (iterations) => {
    const refusal = `budget.iterations is ${iterations}; accepted is 0 or more`;
    expect(() => solve(problem, { seed: 1, budget: { iterations } })).toThrow(refusal);
    const planner = createPlanner(problem, { seed: 1, budget });
    expect(() => planner.replan([], { iterations })).toThrow(refusal);
  });

  it('may go without a limit of rounds where a clock ends it', () => {
    let polls = 0;
    const expired = () => polls++ > 20;
    const { stats } = solve(problem, { seed: 1, budget: { iterations: Number.POSITIVE_INFINITY, expired } });
    expect(stats.endedBy).toBe('expired');
  });

  const plan = (vehicle: number, depot: number, stop: number): WarmStart => ({
    routes: [{ vehicle, trips: [{ depot, visits: [{ stop, pieces: null }] }] }],
  });
  it.each([
    ['warmStart.routes[0].vehicle is 1; accepted is an index below 1', plan(1, 0, 0)],
    ['warmStart.routes[0].trips[0].depot is -1; accepted is an index below 1', plan(0, -1, 0)],
    ['warmStart.routes[0].trips[0].visits[0].stop is 2; accepted is an index below 2', plan(0, 0, 2)],
  ])('is refused with a former plan that names nobody: %s', (refusal, warmStart) => {
    const options: SolveOptions = { seed: 1, budget, warmStart };
    expect(() => solve(problem, options)).toThrow(refusal);
  });
});
