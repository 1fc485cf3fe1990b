import { describe, expect, it } from 'vitest';
import { at } from '../at.ts';
import { FAR_S, type Problem } from '../problem.ts';
import type { Solution, Trip, Visit } from '../solution.ts';
import { solve } from '../solve.ts';
import { tinyProblem } from '../testing/tiny-problem.ts';
import { check } from './check.ts';
import type { Rule } from './violation.ts';

/**
 * Two vehicles. Vehicle 0 brings s0 (place 1) and s1 (place 2), leaving at 0: there at 100 and 250 (50 seconds of service
 * at s0), home at 450. s2 is unserved: nobody may serve it.
 */
const problem: Problem = tinyProblem({
  problem: { loadClasses: ['rice'] },
  vehicles: [{}, {}],
  depots: [{ stock: Int32Array.of(5) }, { place: 4 }],
  stops: [
    { amounts: Int32Array.of(1), serviceS: 50, waitingCostPerS: 1 },
    { amounts: Int32Array.of(1), waitingCostPerS: 1 },
    { amounts: Int32Array.of(1), vehicles: new Int32Array(), prize: 7 },
  ],
});
const solution = solve(problem, { seed: 1, budget: { iterations: 10 } });

const rulesBroken = (judged: Solution, by: Problem = problem): Rule[] => [
  ...new Set(check(by, judged).map(({ rule }) => rule)),
];

function withTrip(change: (trip: Trip) => Trip): Solution {
  const route = at(solution.routes, 0);
  return { ...solution, routes: [{ ...route, trips: [change(at(route.trips, 0))] }] };
}

function withVisit(index: number, change: Partial<Visit>): Solution {
  return withTrip((trip) => ({
    ...trip,
    visits: trip.visits.map((visit, other) => (other === index ? { ...visit, ...change } : visit)),
  }));
}

function withStop(index: number, change: Partial<Problem['stops'][number]>): Problem {
  return { ...problem, stops: problem.stops.map((stop, other) => (other === index ? { ...stop, ...change } : stop)) };
}

function withVehicle(change: Partial<Problem['vehicles'][number]>): Problem {
  return { ...problem, vehicles: problem.vehicles.map((vehicle) => ({ ...vehicle, ...change })) };
}

function withDepot(change: Partial<Problem['depots'][number]>): Problem {
  return { ...problem, depots: problem.depots.map((depot) => ({ ...depot, ...change })) };
}

describe('check', () => {
  it('is silent on the untouched plan', () => {
    expect(at(solution.routes, 0).trips[0]).toMatchObject({
      departS: 0,
      visits: [
        { stop: 0, arriveS: 100 },
        { stop: 1, arriveS: 250 },
      ],
      returnS: 450,
    });
    expect(check(problem, solution)).toEqual([]);
  });

  const planted: readonly [string, Rule, Solution, Problem?][] = [
    ['an unknown vehicle', 'index', { ...solution, routes: [{ ...at(solution.routes, 0), vehicle: 9 }] }],
    ['a fraction of a second', 'integer', withTrip((trip) => ({ ...trip, returnS: 450.5 }))],
    ['a vehicle with two routes', 'order', { ...solution, routes: [at(solution.routes, 0), at(solution.routes, 0)] }],
    ['a trip of another vehicle', 'order', withTrip((trip) => ({ ...trip, vehicle: 1 }))],
    ['a trip to nobody', 'emptyTrip', withTrip((trip) => ({ ...trip, visits: [], returnS: 0 }))],
    ['a start before the vehicle is free', 'chain', solution, withVehicle({ start: { place: 0, atS: 10 } })],
    ['a start before the shift', 'chain', solution, withVehicle({ shift: { fromS: 10, toS: 10_000 } })],
    ['a way home that is too short', 'travelTime', withTrip((trip) => ({ ...trip, returnS: 449 }))],
    ['a leg that is too short', 'travelTime', withVisit(1, { arriveS: 200, startS: 250 })],
    ['a depot elsewhere', 'travelTime', withTrip((trip) => ({ ...trip, depot: 1 }))],
    ['a vehicle that begins elsewhere', 'travelTime', solution, withVehicle({ start: { place: 3, atS: 0 } })],
    ['a departure without time to load', 'loading', solution, withVehicle({ reloadS: 60 })],
    ['loading before the depot opens', 'loading', solution, withDepot({ open: { fromS: 60, toS: FAR_S } })],
    [
      'a departure after the depot has closed',
      'depotHours',
      withTrip((trip) => ({ ...trip, departS: 1 })),
      withDepot({ open: { fromS: 0, toS: 0 } }),
    ],
    ['a first trip that leaves too soon', 'firstDepart', solution, withVehicle({ firstDepart: { fromS: 1, toS: 9 } })],
    ['a departure before the release', 'release', solution, withStop(1, { releaseS: 5 })],
    ['service before the arrival', 'waiting', withVisit(0, { startS: 90, departS: 150 })],
    ['service outside the windows', 'window', solution, withStop(1, { windows: Int32Array.of(0, 250, 251, 300) })],
    ['service that is too short', 'service', solution, withStop(0, { serviceS: 60 })],
    ['a return after the shift', 'shift', solution, withVehicle({ shift: { fromS: 0, toS: 449 } })],
    ['more than the vehicle holds', 'capacity', solution, withVehicle({ capacity: Int32Array.of(1) })],
    ['a vehicle that may not serve', 'eligibility', solution, withStop(0, { vehicles: Int32Array.of(1) })],
    ['a source that is not allowed', 'source', solution, withStop(0, { depots: Int32Array.of(1) })],
    ['more than the stock', 'stock', solution, withDepot({ stock: Int32Array.of(1) })],
    ['a pinned stop with another vehicle', 'pin', solution, withStop(0, { pin: { level: 'vehicle', vehicle: 1 } })],
    [
      'a frozen visit that is not first',
      'pin',
      solution,
      withStop(1, { pin: { level: 'sequence', vehicle: 0, order: 0 } }),
    ],
    ['boxes of a stop without boxes', 'pieces', withVisit(0, { pieces: [0] })],
    ['a load that is not the stop’s', 'loads', withVisit(0, { loads: [2] })],
    ['a stop served twice', 'coverage', withVisit(1, { stop: 0 })],
    ['a stop served and unserved', 'coverage', { ...solution, unserved: [{ ...at(solution.unserved, 0), stop: 1 }] }],
    ['a stop forgotten', 'coverage', { ...solution, unserved: [] }],
    ['a cost that is too low', 'cost', { ...solution, cost: solution.cost - 1 }],
    ['lateness that is not paid for', 'cost', solution, withStop(1, { dueS: 0, latenessCostPerS: 1 })],
    ['waiting that is not paid for', 'cost', solution, withStop(1, { waitingCostPerS: 2 })],
    ['a vehicle that is not paid for', 'cost', solution, withVehicle({ fixedCost: 1 })],
    ['a prize that is not paid for', 'cost', solution, withStop(2, { prize: 8 })],
  ];

  it.each(planted)('finds %s', (_, rule, judged, by) => {
    expect(rulesBroken(judged, by)).toContain(rule);
  });

  it('finds a way that does not exist', () => {
    const { durationsS, distancesM, id } = at(problem.travel, 0);
    const fromOneToTwo = 12 + 2;
    const cut = { id, durationsS: durationsS.with(fromOneToTwo, -1), distancesM: distancesM.with(fromOneToTwo, -1) };
    expect(rulesBroken(solution, { ...problem, travel: [cut] })).toContain('unreachable');
  });

  it('finds a trip too many and boxes aboard that ride on a later trip', () => {
    const twice = tinyProblem({ stops: [10, 10].map((boxes) => ({ loads: Int32Array.of(boxes) })) });
    const plan = solve(twice, { seed: 1, budget: { iterations: 0 } });
    expect(at(plan.routes, 0).trips).toHaveLength(2);
    const single = { ...twice, vehicles: twice.vehicles.map((vehicle) => ({ ...vehicle, tripsMax: 1 })) };
    expect(rulesBroken(plan, single)).toEqual(['tripsMax']);
    const aboard = { ...twice, depots: twice.depots.map((depot) => ({ ...depot, aboard: true })) };
    expect(rulesBroken(plan, aboard)).toEqual(['aboard']);
  });

  it('finds a box that is brought twice and one that is forgotten', () => {
    const pieces = { count: 3, loads: new Int32Array(3).fill(10), amounts: new Int32Array() };
    const split = tinyProblem({ stops: [{ loads: Int32Array.of(30), pieces }] });
    const plan = solve(split, { seed: 1, budget: { iterations: 0 } });
    expect(check(split, plan)).toEqual([]);
    const trips = at(plan.routes, 0).trips.map((trip) => ({
      ...trip,
      visits: trip.visits.map((visit) => ({ ...visit, pieces: [1] })),
    }));
    const found = check(split, { ...plan, routes: [{ vehicle: 0, trips, rests: [] }] });
    expect(found.map(({ rule, found: times, accepted }) => [rule, times, accepted])).toEqual([
      ['coverage', 0, 'box 0 served or unserved exactly once'],
      ['coverage', 3, 'box 1 served or unserved exactly once'],
      ['coverage', 0, 'box 2 served or unserved exactly once'],
    ]);
  });
});
