import { describe, expect, it } from 'vitest';
import { at } from './at.ts';
import { createPlanner } from './create-planner.ts';
import { check } from './judge/check.ts';
import { confirmReasons } from './judge/confirm-reasons.ts';
import type { PlannerEvent } from './planner-event.ts';
import type { Depot } from './problem.ts';
import { below, createRandom } from './search/random.ts';
import type { Solution } from './solution.ts';
import { randomProblem } from './testing/random-problem.ts';
import { tinyProblem } from './testing/tiny-problem.ts';

const short = { iterations: 20 };
const none = new Int32Array();

describe('events', () => {
  it('leave a lost vehicle idle even where a visit would take no time at all', () => {
    const planner = createPlanner(tinyProblem({ stops: [{ place: 0 }] }), { seed: 1, budget: short });
    expect(planner.solution().unserved).toEqual([]);
    const solution = planner.replan([{ kind: 'loseVehicle', vehicle: 'v0' }], short);
    expect(solution.routes).toEqual([]);
    expect(confirmReasons(planner.problem(), solution)).toEqual([]);
  });

  it('hand the whole day of a lost vehicle to an idle one that is like it', () => {
    // v0 stands elsewhere in the list than its like, v2, and v1 is of another kind.
    const vehicles = [{}, { capacity: Int32Array.of(4) }, {}];
    const problem = tinyProblem({ stops: [{ place: 2 }, { place: 5 }, { place: 3 }], vehicles });
    const trips = [{ depot: 0, visits: [1, 0, 2].map((stop) => ({ stop, pieces: null })) }];
    const warmStart = { routes: [{ vehicle: 0, trips }] };
    const planner = createPlanner(problem, { seed: 1, budget: { iterations: 0 }, warmStart });
    const solution = planner.replan([{ kind: 'loseVehicle', vehicle: 'v0' }], { iterations: 0 });
    expect(solution.routes.map(({ vehicle }) => vehicle)).toEqual([2]);
    expect(at(at(solution.routes, 0).trips, 0).visits.map(({ stop }) => stop)).toEqual([1, 0, 2]);
    expect(check(planner.problem(), solution)).toEqual([]);
  });

  it('hand no day to a vehicle like the lost one that has a day of its own', () => {
    const problem = tinyProblem({ stops: [{ place: 2 }, { place: 5 }], vehicles: [{}, {}] });
    const day = (vehicle: number, stop: number) => ({
      vehicle,
      trips: [{ depot: 0, visits: [{ stop, pieces: null }] }],
    });
    const planner = createPlanner(problem, {
      seed: 1,
      budget: { iterations: 0 },
      warmStart: { routes: [day(0, 0), day(1, 1)] },
    });
    const solution = planner.replan([{ kind: 'loseVehicle', vehicle: 'v0' }], { iterations: 0 });
    expect(solution.unserved).toEqual([]);
    expect(check(planner.problem(), solution)).toEqual([]);
  });

  it.each([
    ['stock', (depot: Depot): Depot => depot],
    ['docks', (depot: Depot): Depot => ({ ...depot, docks: 1, loadingPerBoxS: 90, stock: null })],
  ])('never break what all vehicles share when vehicles are lost: %s', (_, shared) => {
    let lost = 0;
    for (let seed = 1; seed <= 110; seed++) {
      const drawn = randomProblem({ seed, stops: 20, vehicles: 6, depots: 2, hardship: (seed % 3) * 0.2 });
      const problem = { ...drawn, depots: drawn.depots.map(shared) };
      const random = createRandom(seed);
      const planner = createPlanner(problem, { seed, budget: { iterations: 5 } });
      for (let step = 0; step < 4; step++) {
        const busy = planner.solution().routes;
        if (busy.length === 0) break;
        const { vehicle } = at(busy, below(random, busy.length));
        const { id } = at(planner.problem().vehicles, vehicle);
        const solution = planner.replan([{ kind: 'loseVehicle', vehicle: id }], { iterations: 0 });
        expect([seed, step, check(planner.problem(), solution)]).toEqual([seed, step, []]);
        lost += 1;
      }
    }
    expect(lost).toBeGreaterThan(200);
  });

  it('hand no day to an idle vehicle that may not serve one of its stops', () => {
    const stops = [{ place: 2 }, { place: 5, vehicles: Int32Array.of(0, 2) }];
    const problem = tinyProblem({ stops, vehicles: [{}, {}, {}] });
    const trips = [{ depot: 0, visits: [0, 1].map((stop) => ({ stop, pieces: null })) }];
    const planner = createPlanner(problem, {
      seed: 1,
      budget: { iterations: 0 },
      warmStart: { routes: [{ vehicle: 0, trips }] },
    });
    const solution = planner.replan([{ kind: 'loseVehicle', vehicle: 'v0' }], { iterations: 0 });
    expect(solution.routes.map(({ vehicle }) => vehicle)).toEqual([2]);
    expect(solution.unserved).toEqual([]);
  });

  it.each([-1, 0.5, Number.NaN])('commit no number of visits that there cannot be: %s', (visits) => {
    const planner = createPlanner(tinyProblem({ stops: [{}, {}] }), { seed: 1, budget: short });
    expect(() => planner.replan([{ kind: 'commit', vehicle: 'v0', visits }], short)).toThrow(`visits is ${visits}`);
  });

  it('find nobody among namesakes, so a planner takes none', () => {
    const twice = tinyProblem({ stops: [{}, { id: 's0' }] });
    expect(() => createPlanner(twice, { seed: 1, budget: short })).toThrow('problem.stops[1].id is s0');
  });
});

describe('committing a part of a stop', () => {
  // Seven boxes for two riders of four: one brings four, the other three. The prizes are worth any way.
  const pieces = { count: 7, loads: new Int32Array(7).fill(1), amounts: none };
  const split = { place: 2, loads: Int32Array.of(7), pieces };
  const rider = { capacity: Int32Array.of(4), tripsMax: 1 };
  const start = () =>
    createPlanner(tinyProblem({ stops: [split, { place: 3, loads: Int32Array.of(1) }], vehicles: [rider, rider] }), {
      seed: 1,
      budget: { iterations: 200 },
    });
  const boxesOf = (solution: Solution) =>
    solution.routes.map(({ vehicle, trips }) => [
      vehicle,
      at(trips, 0).visits.reduce((sum, { loads }) => sum + at(loads, 0), 0),
    ]);

  it('keeps the visits of both riders, whoever commits first', () => {
    for (const batch of [1, 2]) {
      const planner = start();
      const before = boxesOf(planner.solution());
      expect(before).toHaveLength(2);
      const events: PlannerEvent[] = ['v0', 'v1'].map((vehicle) => ({ kind: 'commit', vehicle, visits: 4 }));
      for (let first = 0; first < events.length; first += batch) {
        const solution = planner.replan(events.slice(first, first + batch), short);
        expect(check(planner.problem(), solution)).toEqual([]);
        expect(solution.unserved).toEqual([]);
        expect(boxesOf(solution)).toEqual(before);
      }
      const { stops } = planner.problem();
      expect(stops.map(({ id }) => id)).toEqual(['s0', 's1', 's0 rest']);
      expect(stops.every(({ pin }) => pin.level === 'sequence')).toBe(true);
      // The prize of 1,000,000 is shared over the boxes and nothing of it is lost.
      expect(at(stops, 0).prize + at(stops, 2).prize).toBe(1_000_000);
    }
  });

  it('lets no further box into a committed visit', () => {
    // Rider 0, who has room for all, is known to bring three of the seven boxes.
    const problem = tinyProblem({ stops: [split], vehicles: [{ ...rider, capacity: Int32Array.of(10) }, rider] });
    const trip = (...boxes: number[]) => [{ depot: 0, visits: [{ stop: 0, pieces: boxes }] }];
    const warmStart = {
      routes: [
        { vehicle: 0, trips: trip(0, 1, 2) },
        { vehicle: 1, trips: trip(3, 4, 5, 6) },
      ],
    };
    const planner = createPlanner(problem, { seed: 1, budget: { iterations: 0 }, warmStart });
    planner.replan([{ kind: 'commit', vehicle: 'v0', visits: 1 }], { iterations: 0 });
    const solution = planner.replan([{ kind: 'loseVehicle', vehicle: 'v1' }], short);
    expect(check(planner.problem(), solution)).toEqual([]);
    const { visits } = at(at(solution.routes, 0).trips, 0);
    // The four others ride with him too, but are handed over as another stop.
    expect(visits.map(({ stop, loads }) => [at(planner.problem().stops, stop).id, ...loads])).toEqual([
      ['s0', 3],
      ['s0 rest', 4],
    ]);
  });
});
