import { describe, expect, it } from 'vitest';
import { at } from '../at.ts';
import type { Depot, Problem, Stop, Vehicle } from '../problem.ts';
import type { Route, Solution, Trip } from '../solution.ts';
import { tinyProblem } from '../testing/tiny-problem.ts';
import { check } from './check.ts';
import type { Rule } from './violation.ts';

/**
 * Vehicle 0 loads two boxes (5 seconds each) and leaves at 10, is at s0 (place 1) from 110 to 160, rests 30 seconds, is at s1
 * (place 2) at 290 and home at 490: 90 seconds more than its share, at 2 each. It had not brought s1 before, which costs 7.
 * Vehicle 1 loads one box beside it, leaves at 5, is at s2 (place 1) at 105 and home at 205.
 */
const rest = { fromS: 120, toS: 200, durationS: 30 };
const problem = tinyProblem({
  vehicles: [{ rests: [rest], travelMaxS: 400, fairShare: { sharedS: 400, costPerS: 2 } }, {}],
  depots: [{ loadingPerBoxS: 5, docks: 2 }],
  stops: [{ serviceS: 50 }, { before: { vehicle: 1, changeCost: 7 } }, { place: 1 }],
});
const visit = (stop: number, arriveS: number, departS = arriveS) => ({
  ...{ stop, loads: [1], pieces: null, arriveS, startS: arriveS, departS },
});
const trip = (vehicle: number, times: Pick<Trip, 'departS' | 'visits' | 'returnS'>): Trip => ({
  ...{ vehicle, depot: 0, leaveS: 0, reachS: 0, ...times },
});
const longDay: Route = {
  vehicle: 0,
  trips: [trip(0, { departS: 10, visits: [visit(0, 110, 160), visit(1, 290)], returnS: 490 })],
  rests: [{ rest: 0, startS: 160 }],
};
const shortDay: Route = {
  vehicle: 1,
  trips: [trip(1, { departS: 5, visits: [visit(2, 105)], returnS: 205 })],
  rests: [],
};
const solution: Solution = {
  routes: [longDay, shortDay],
  unserved: [],
  cost: 787,
  costParts: { fixed: 0, travel: 600, lateness: 0, waiting: 0, balance: 180, stability: 7, unserved: 0 },
  stats: { iterations: 0, improvements: 0, firstCost: 787, endedBy: 'iterations' },
};

function withRests(rests: Route['rests']): Solution {
  return { ...solution, routes: [{ ...longDay, rests }, shortDay] };
}

function withFirstVehicle(change: Partial<Vehicle>): Problem {
  return { ...problem, vehicles: problem.vehicles.with(0, { ...at(problem.vehicles, 0), ...change }) };
}

function withDepot(change: Partial<Depot>): Problem {
  return { ...problem, depots: problem.depots.map((depot) => ({ ...depot, ...change })) };
}

function withSecondStop(change: Partial<Stop>): Problem {
  return { ...problem, stops: problem.stops.with(1, { ...at(problem.stops, 1), ...change }) };
}

describe('check, over a day with rests and docks', () => {
  it('is silent on the untouched plan', () => {
    expect(check(problem, solution)).toEqual([]);
  });

  const twice = [rest, { fromS: 300, toS: 400, durationS: 0 }];
  const planted: readonly [string, Rule, Solution, Problem?][] = [
    ['a rest that does not exist', 'index', withRests([{ rest: 1, startS: 160 }])],
    ['a rest at a fraction of a second', 'integer', withRests([{ rest: 0, startS: 160.5 }])],
    ['a rest that is owed and not taken', 'rest', withRests([])],
    ['a rest that begins too early', 'rest', solution, withFirstVehicle({ rests: [{ ...rest, fromS: 161 }] })],
    ['a rest that begins too late', 'rest', solution, withFirstVehicle({ rests: [{ ...rest, toS: 160 }] })],
    ['a rest that runs into the next leg', 'rest', solution, withFirstVehicle({ rests: [{ ...rest, durationS: 31 }] })],
    ['a rest during service', 'rest', withRests([{ rest: 0, startS: 150 }])],
    ['a rest after the day', 'rest', withRests([{ rest: 0, startS: 500 }])],
    [
      'rests out of their order',
      'rest',
      withRests([
        { rest: 1, startS: 160 },
        { rest: 0, startS: 160 },
      ]),
      withFirstVehicle({ rests: twice }),
    ],
    ['a second rest that is owed', 'rest', solution, withFirstVehicle({ rests: twice })],
    ['a leg that does not wait for the rest', 'travelTime', withRests([{ rest: 0, startS: 165 }])],
    ['a wait on the road that is no rest', 'travelTime', withRests([]), withFirstVehicle({ rests: [] })],
    ['more driving than allowed', 'travelLimit', solution, withFirstVehicle({ travelMaxS: 399 })],
    ['more vehicles loading than docks', 'docks', solution, withDepot({ docks: 1 })],
    ['a departure before all boxes are loaded', 'loading', solution, withDepot({ loadingPerBoxS: 6 })],
    [
      'work beyond the fair share that is not paid for',
      'cost',
      solution,
      withFirstVehicle({ fairShare: { sharedS: 399, costPerS: 2 } }),
    ],
    [
      'a change of vehicle that is not paid for',
      'cost',
      solution,
      withSecondStop({ before: { vehicle: 1, changeCost: 8 } }),
    ],
  ];

  it.each(planted)('finds %s', (_, rule, judged, by = problem) => {
    expect(check(by, judged).map((violation) => violation.rule)).toContain(rule);
  });

  it('names the depot whose docks are too few and how many loaded at once', () => {
    expect(check(withDepot({ docks: 1 }), solution)).toEqual([
      { rule: 'docks', depot: 'd0', found: 2, accepted: 'at most 1 loading at once' },
    ]);
  });

  it('asks for no rest of a day that ends before it or begins after it', () => {
    // Home at 490: a rest that may begin at 490 is not owed, nor is one whose interval ends as the day begins.
    const spare = [
      { fromS: 0, toS: 0, durationS: 50 },
      { ...rest, fromS: 60 },
      { fromS: 250, toS: 491, durationS: 5 },
    ];
    const renamed = withRests([{ rest: 1, startS: 160 }]);
    expect(check(withFirstVehicle({ rests: spare }), renamed)).toEqual([]);
  });
});
