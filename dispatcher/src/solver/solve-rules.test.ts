import { describe, expect, it } from 'vitest';
import { at } from './at.ts';
import { check } from './judge/check.ts';
import type { Solution } from './solution.ts';
import { solve } from './solve.ts';
import { tinyProblem } from './testing/tiny-problem.ts';

const quick = { seed: 1, budget: { iterations: 100 } };

const sequences = (solution: Solution) =>
  solution.routes.map(({ vehicle, trips }) => [vehicle, trips.map((trip) => trip.visits.map((visit) => visit.stop))]);

describe('solve, rule by rule', () => {
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
});
