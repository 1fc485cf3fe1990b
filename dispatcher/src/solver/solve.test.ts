import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at } from './at.ts';
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
      const optimum = cheapestOfAll(problem);
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

  it('reloads at the depot when one trip does not hold all', () => {
    // Three stops of 10 boxes, a vehicle for 10: three trips out and back, 2·(100 + 200 + 300) = 1200 seconds.
    const solution = solve(tinyProblem({ stops: [1, 2, 3].map(() => ({ loads: Int32Array.of(10) })) }), quick);
    expect(at(solution.routes, 0).trips).toHaveLength(3);
    expect(solution.cost).toBe(1200);
  });

  it('works side by side when waiting costs, and with one vehicle when only travel does', () => {
    const vehicles = [{}, {}, {}, {}];
    const stops = [{ place: 9 }, { place: 10 }, { place: 11 }];
    const cheap = solve(tinyProblem({ stops: stops.map((stop) => ({ ...stop, serviceS: 900 })), vehicles }), quick);
    expect(cheap.routes).toHaveLength(1);
    const hurried = stops.map((stop) => ({ ...stop, serviceS: 900, waitingCostPerS: 100 }));
    expect(solve(tinyProblem({ stops: hurried, vehicles }), quick).routes).toHaveLength(3);
  });

  it('takes each stop from a source that it may come from and that has the stock', () => {
    const problem = tinyProblem({
      problem: { loadClasses: ['rice'] },
      depots: [{ stock: Int32Array.of(1) }, { place: 5, stock: Int32Array.of(5) }],
      stops: [
        { amounts: Int32Array.of(1) },
        { amounts: Int32Array.of(1) },
        { amounts: Int32Array.of(1), depots: Int32Array.of(1) },
      ],
    });
    const solution = solve(problem, quick);
    expect(check(problem, solution)).toEqual([]);
    expect(solution.unserved).toEqual([]);
    const fromFirst = solution.routes.flatMap((route) => route.trips).filter((trip) => trip.depot === 0);
    expect(fromFirst.flatMap((trip) => trip.visits).length).toBeLessThanOrEqual(1);
  });

  it('splits a stop that is larger than any vehicle by whole boxes', () => {
    // 7 boxes of 4: a vehicle for 10 takes two a trip, so four visits; tripsMax 3 leaves one box for the second vehicle.
    const pieces = { count: 7, loads: new Int32Array(7).fill(4), amounts: new Int32Array() };
    const problem = tinyProblem({ stops: [{ loads: Int32Array.of(28), pieces }], vehicles: [{}, {}] });
    const solution = solve(problem, quick);
    expect(check(problem, solution)).toEqual([]);
    expect(solution.unserved).toEqual([]);
    const visits = solution.routes.flatMap((route) => route.trips.flatMap((trip) => trip.visits));
    expect(visits.flatMap((visit) => visit.pieces ?? []).sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('serves what fits of a stop with boxes and says why the rest is missing', () => {
    const pieces = { count: 3, loads: new Int32Array(3).fill(10), amounts: new Int32Array() };
    const problem = tinyProblem({
      stops: [{ loads: Int32Array.of(30), pieces, prize: 1_000_000 }],
      vehicles: [{ tripsMax: 2 }],
    });
    const solution = solve(problem, quick);
    expect(check(problem, solution)).toEqual([]);
    expect(solution.unserved).toMatchObject([
      { stop: 0, loads: [10], reason: 'fleetExhausted', evidence: { vehiclesAlone: 1 } },
    ]);
    expect(solution.unserved[0]?.pieces).toHaveLength(1);
  });

  it('keeps a frozen prefix at the head of its vehicle and a pinned stop with its vehicle', () => {
    const problem = tinyProblem({
      vehicles: [{}, {}],
      stops: [
        { place: 5, pin: { level: 'sequence', vehicle: 1, order: 0 } },
        { place: 1, pin: { level: 'sequence', vehicle: 1, order: 1 } },
        { place: 4, pin: { level: 'vehicle', vehicle: 1 } },
      ],
    });
    expect(sequences(solve(problem, quick))).toEqual([[1, [[0, 1, 2]]]]);
  });

  it('sends boxes aboard out first, from where the vehicle is', () => {
    const problem = tinyProblem({
      vehicles: [{ start: { place: 6, atS: 50 }, reloadS: 300 }],
      depots: [{}, { place: 6, aboard: true }],
      stops: [
        { place: 7, depots: Int32Array.of(1), vehicles: Int32Array.of(0) },
        { place: 2, depots: Int32Array.of(0) },
      ],
    });
    const solution = solve(problem, quick);
    expect(check(problem, solution)).toEqual([]);
    const trips = at(solution.routes, 0).trips;
    expect(trips.map((trip) => trip.depot)).toEqual([1, 0]);
    // No loading on the road: away at 50, at place 7 100 seconds later, home (7 · 100) at 850; then 300 to load.
    expect(trips[0]).toMatchObject({ leaveS: 50, reachS: 50, departS: 50, returnS: 850 });
    expect(trips[1]).toMatchObject({ leaveS: 850, reachS: 850, departS: 1150 });
  });

  it('leaves late rather than waits at the depot for a release', () => {
    const problem = tinyProblem({
      depots: [{ place: 2 }],
      stops: [{ place: 3, releaseS: 1000 }],
      vehicles: [{ reloadS: 60 }],
    });
    const [trip] = at(solve(problem, quick).routes, 0).trips;
    expect(trip).toMatchObject({ leaveS: 740, reachS: 940, departS: 1000, returnS: 1400 });
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
