import { describe, expect, it } from 'vitest';
import { tinyProblem } from '../testing/tiny-problem.ts';
import { replay } from './replay.ts';

/** Every second a visit ends costs 1 and travel nothing, so that costs are times. */
const timed = { waitingCostPerS: 1, serviceS: 50 };
const free = { costPerS: 0 };
const day = (stops: readonly number[], boxes = stops.length) => [{ depot: 0, stops, boxes }];

describe('a day driven as early as can be', () => {
  it('takes a rest before the first leg that begins when the rest is due', () => {
    const vehicles = [{ ...free, rests: [{ fromS: 120, toS: 400, durationS: 1000 }] }];
    // Service at place 1 ends at 150; rest until 1150; at place 2 at 1250, done at 1300.
    expect(replay(tinyProblem({ stops: [timed, timed], vehicles }), 0, day([0, 1]))).toEqual({
      ok: true,
      cost: 150 + 1300,
    });
  });

  it('waits for a rest that would be too late after the next step', () => {
    const vehicles = [{ ...free, rests: [{ fromS: 120, toS: 150, durationS: 1000 }] }];
    // The first visit would end at 150, too late: rest from 120 to 1120 at the depot, then visits end at 1270 and 1420.
    expect(replay(tinyProblem({ stops: [timed, timed], vehicles }), 0, day([0, 1]))).toEqual({
      ok: true,
      cost: 1270 + 1420,
    });
  });

  it('misses a window when the rest before it cannot wait', () => {
    const rests = [{ fromS: 120, toS: 500, durationS: 300 }];
    const late = { ...timed, windows: Int32Array.of(450, 460) };
    // Too late after a service that ends at 500: rest 120 to 420 at the depot, arrival at 520 is past the window.
    expect(replay(tinyProblem({ stops: [late], vehicles: [{ ...free, rests }] }), 0, day([0]))).toEqual({
      ok: false,
      barrier: 'timeWindow',
      timeS: 520,
      limitS: 460,
    });
  });

  it('owes no rest whose interval has passed when the day begins', () => {
    const vehicles = [{ ...free, start: { place: 0, atS: 200 }, rests: [{ fromS: 100, toS: 200, durationS: 1000 }] }];
    expect(replay(tinyProblem({ stops: [timed], vehicles }), 0, day([0]))).toEqual({ ok: true, cost: 350 });
  });

  it('loads so long for each box and waits until a dock is free all the while', () => {
    const problem = tinyProblem({
      stops: [timed],
      vehicles: [{ ...free, reloadS: 20 }, {}],
      depots: [{ loadingPerBoxS: 10, docks: 1 }],
    });
    // 50 seconds for three boxes: between two loadings there are 49 seconds, after the second it is free.
    const others = [
      { vehicle: 1, depot: 0, fromS: 0, toS: 30 },
      { vehicle: 1, depot: 0, fromS: 79, toS: 100 },
    ];
    const costOf = (toS: number) =>
      replay(problem, 0, day([0], 3), { loadings: others.with(0, { vehicle: 1, depot: 0, fromS: 0, toS }) });
    expect(costOf(30)).toEqual({ ok: true, cost: 100 + 50 + 150 });
    expect(costOf(29)).toEqual({ ok: true, cost: 29 + 50 + 150 });
    expect(replay(problem, 1, day([0], 3), { loadings: others })).toMatchObject({ ok: true });
  });

  it('drives no longer in a day than allowed, though each trip is home in time', () => {
    const problem = tinyProblem({ stops: [{}, {}], vehicles: [{ travelMaxS: 599 }] });
    expect(replay(problem, 0, [...day([0]), ...day([1])])).toEqual({
      ...{ ok: false, barrier: 'travelLimit', timeS: 600, limitS: 599 },
    });
  });

  it('counts work from the last moment to set off until home, and pays for it beyond the fair share', () => {
    const problem = tinyProblem({
      stops: [{ releaseS: 1000 }],
      vehicles: [{ ...free, reloadS: 60, fairShare: { sharedS: 200, costPerS: 3 } }],
    });
    // Loads from 940 to 1000, home at 1200: 260 seconds of work.
    expect(replay(problem, 0, day([0]))).toEqual({ ok: true, cost: 3 * 60 });
  });

  it('pays once for bringing a stop with another vehicle than before, and nothing for more boxes to it', () => {
    const problem = tinyProblem({
      stops: [{ ...timed, before: { vehicle: 1, changeCost: 9 } }],
      vehicles: [free, free],
    });
    expect(replay(problem, 0, day([0, 0, 0]))).toEqual({ ok: true, cost: 150 + 9 });
    expect(replay(problem, 1, day([0]))).toEqual({ ok: true, cost: 150 });
  });
});
