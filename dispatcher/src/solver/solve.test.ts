import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check } from './judge/check.ts';
import { confirmReasons } from './judge/confirm-reasons.ts';
import type { Problem } from './problem.ts';
import type { Solution } from './solution.ts';
import { solve } from './solve.ts';
import { cheapestOfAll } from './testing/every-plan.ts';
import { randomProblem } from './testing/random-problem.ts';
import { tinyProblem } from './testing/tiny-problem.ts';

const quick = { seed: 1, budget: { iterations: 100 } };

const sequences = (solution: Solution) =>
  solution.routes.map(({ vehicle, trips }) => [vehicle, trips.map((trip) => trip.visits.map((visit) => visit.stop))]);

const problems = fc
  .record({
    seed: fc.integer({ min: 1, max: 1_000_000 }),
    stops: fc.integer({ min: 0, max: 30 }),
    vehicles: fc.integer({ min: 1, max: 8 }),
    depots: fc.integer({ min: 1, max: 3 }),
    hardship: fc.constantFrom(0, 0.3, 0.6, 1),
  })
  .map(randomProblem);

describe('solve', () => {
  it('never makes an invalid plan and never leaves a stop out without a reason that holds', () => {
    fc.assert(
      fc.property(problems, fc.integer(), (problem, seed) => {
        const solution = solve(problem, { seed, budget: { iterations: 20 } });
        expect(check(problem, solution)).toEqual([]);
        expect(confirmReasons(problem, solution)).toEqual([]);
      }),
      { numRuns: 40, seed: 20260401 },
    );
  });

  it('finds the best of all plans on problems of four stops, nearly always', () => {
    let best = 0;
    const rounds = 30;
    for (let seed = 1; seed <= rounds; seed++) {
      const drawn = randomProblem({ seed, stops: 4, vehicles: 2, depots: 2, hardship: 0.5 });
      const depots = drawn.depots.map((depot) => ({ ...depot, stock: null }));
      const problem: Problem = { ...drawn, depots, stops: drawn.stops.map((stop) => ({ ...stop, pieces: null })) };
      const { cost } = solve(problem, { seed, budget: { iterations: 300 } });
      const optimum = cheapestOfAll(problem).cost;
      expect(cost).toBeGreaterThanOrEqual(optimum);
      if (cost === optimum) best += 1;
    }
    expect(best).toBeGreaterThanOrEqual(rounds - 1);
  });

  it('gives the same plan for the same seed and number of iterations', () => {
    const problem = randomProblem({ seed: 5, stops: 40, vehicles: 6, depots: 2, hardship: 0.5 });
    expect(solve(problem, quick)).toEqual(solve(problem, quick));
  });

  it('answers with a valid plan even when the budget is spent before it begins, and with no worse one later', () => {
    const problem = randomProblem({ seed: 7, stops: 40, vehicles: 6, depots: 2, hardship: 0.3 });
    const costs: number[] = [];
    const spent = solve(problem, { seed: 1, budget: { iterations: 1000, expired: () => true } });
    const later = solve(problem, {
      ...quick,
      onImproved: (solution) => {
        expect(check(problem, solution)).toEqual([]);
        costs.push(solution.cost);
      },
    });
    expect(check(problem, spent)).toEqual([]);
    expect(spent.stats.endedBy).toBe('expired');
    expect(later.cost).toBeLessThanOrEqual(spent.cost);
    expect(costs).toEqual([...costs].sort((a, b) => b - a));
  });

  it('has nothing to do where there are no stops, and says why where there is no vehicle or no depot', () => {
    const empty = solve(tinyProblem({ stops: [] }), quick);
    expect(empty).toMatchObject({ routes: [], unserved: [], cost: 0, stats: { endedBy: 'nothingToImprove' } });
    const idle = solve(tinyProblem({ stops: [{}], vehicles: [] }), quick);
    expect(idle.unserved).toMatchObject([{ stop: 0, reason: 'noEligibleVehicle' }]);
    const bare = solve(tinyProblem({ stops: [{}], depots: [] }), quick);
    expect(bare.unserved).toMatchObject([{ stop: 0, reason: 'noSourceDepot' }]);
  });

  it('begins from a former plan and keeps what still holds of it', () => {
    const problem = randomProblem({ seed: 11, stops: 40, vehicles: 6, depots: 2, hardship: 0.3 });
    const before = solve(problem, quick);
    const again = solve(problem, { seed: 9, budget: { iterations: 0, expired: () => true }, warmStart: before });
    expect(sequences(again)).toEqual(sequences(before));
    const gone = problem.vehicles.map((vehicle, index) =>
      index === 0 ? { ...vehicle, shift: { fromS: 0, toS: 1 } } : vehicle,
    );
    const smaller = { ...problem, vehicles: gone };
    const replanned = solve(smaller, { ...quick, warmStart: before });
    expect(check(smaller, replanned)).toEqual([]);
    expect(confirmReasons(smaller, replanned)).toEqual([]);
  });

  it('makes a first plan for 500 stops and 80 vehicles in less than two CPU seconds', () => {
    const problem = randomProblem({ seed: 1, stops: 500, vehicles: 80, depots: 3, hardship: 0.2 });
    const before = process.cpuUsage();
    const solution = solve(problem, { seed: 1, budget: { iterations: 0, expired: () => true } });
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000_000).toBeLessThan(2);
    expect(check(problem, solution)).toEqual([]);
  });
});
