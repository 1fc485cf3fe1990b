import { describe, expect, it } from 'vitest';
import type { Problem } from './problem.ts';
import { solve } from './solve.ts';
import { tinyProblem } from './testing/tiny-problem.ts';

const none = new Int32Array();

describe('a problem that is not well formed', () => {
  const good = tinyProblem({ stops: [{}] });
  const cases: readonly [string, Problem][] = [
    ['stops[0] (s0).loads[0] is -1; accepted is 0 or more', tinyProblem({ stops: [{ loads: Int32Array.of(-1) }] })],
    [
      'stops[0] (s0).loads.length is 2; accepted is 1 numbers',
      tinyProblem({ stops: [{ loads: Int32Array.of(1, 1) }] }),
    ],
    [
      'stops[0] (s0).windows[1] is 50; accepted is a second after 90',
      tinyProblem({ stops: [{ windows: Int32Array.of(90, 50) }] }),
    ],
    ['stops[0] (s0).serviceS is NaN; accepted is whole seconds', tinyProblem({ stops: [{ serviceS: Number.NaN }] })],
    ['stops[0] (s0).prize is -5; accepted is a whole number', tinyProblem({ stops: [{ prize: -5 }] })],
    [
      'stops[0] (s0).depots[0] is 3; accepted is an index below 1',
      tinyProblem({ stops: [{ depots: Int32Array.of(3) }] }),
    ],
    [
      'stops[0] (s0).vehicles[1] is 0; accepted is rising indices',
      tinyProblem({ stops: [{ vehicles: Int32Array.of(0, 0) }] }),
    ],
    ['stops[0] (s0).pin.vehicle is 7', tinyProblem({ stops: [{ pin: { level: 'vehicle', vehicle: 7 } }] })],
    [
      'stops[0] (s0).pieces.loads column 0 is 2; accepted is a sum of 3',
      tinyProblem({
        stops: [{ loads: Int32Array.of(3), pieces: { count: 2, loads: Int32Array.of(1, 1), amounts: none } }],
      }),
    ],
    [
      'vehicles[0] (v0).travel is 1; accepted is an index below 1',
      tinyProblem({ stops: [], vehicles: [{ travel: 1 }] }),
    ],
    ['vehicles[0] (v0).tripsMax is 0', tinyProblem({ stops: [], vehicles: [{ tripsMax: 0 }] })],
    ['vehicles[0] (v0).shift.toS is 5', tinyProblem({ stops: [], vehicles: [{ shift: { fromS: 6, toS: 5 } }] })],
    ['depots[0] (d0).place is 99', tinyProblem({ stops: [], depots: [{ place: 99 }] })],
    [
      'travel[0] (short).durationsS.length is 0; accepted is 144',
      { ...good, travel: [{ id: 'short', durationsS: none, distancesM: none }] },
    ],
    ['epoch is NaN', { ...good, epoch: new Date(Number.NaN) }],
  ];

  it.each(cases)('is refused before any search: %s', (message, problem) => {
    expect(() => solve(problem, { seed: 1, budget: { iterations: 1 } })).toThrow(message);
  });
});
