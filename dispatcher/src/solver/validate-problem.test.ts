import { describe, expect, it } from 'vitest';
import type { Depot, Problem, Stop, Travel, Vehicle } from './problem.ts';
import { solve } from './solve.ts';
import { tinyProblem } from './testing/tiny-problem.ts';

const none = new Int32Array();

describe('a problem that is not well formed', () => {
  const good = tinyProblem({ stops: [{}] });
  const [line] = good.travel;
  const withTravel = (change: object): Problem => ({ ...good, travel: [{ ...line, ...change } as Travel] });
  const withVehicle = (change: Partial<Vehicle>) => tinyProblem({ stops: [], vehicles: [change] });
  const withDepot = (change: Partial<Depot>) => tinyProblem({ stops: [], depots: [change] });
  const withStop = (change: Partial<Stop>) => tinyProblem({ stops: [change] });
  const crowd = Array.from({ length: 100_000 }, (_, place) => ({ place: place % 12 }));
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
    [
      'travel[0] (line).durationsS[0 → 1] is -2; accepted is -1',
      withTravel({ durationsS: line?.durationsS.with(1, -2) }),
    ],
    ['travel[0] (line).distancesM[0 → 1] is -1', withTravel({ distancesM: line?.distancesM.with(1, -1) })],
    [
      'travel[0] (line).durationsS[1 → 1] is 7; accepted is 0',
      withTravel({ durationsS: line?.durationsS.with(13, 7) }),
    ],
    [
      'places.length is 100002; accepted is at most 20000 places',
      { ...tinyProblem({ stops: crowd }), places: Array.from({ length: 100_002 }, (_, place) => `p${place}`) },
    ],
    ['vehicles[0] (v0).capacity[0] is -1; accepted is 0 or more', withVehicle({ capacity: Int32Array.of(-1) })],
    ['vehicles[0] (v0).home is 12; accepted is an index below 12', withVehicle({ home: 12 })],
    ['vehicles[0] (v0).start.atS is NaN', withVehicle({ start: { place: 0, atS: Number.NaN } })],
    ['vehicles[0] (v0).tripsMax is NaN', withVehicle({ tripsMax: Number.NaN })],
    ['vehicles[0] (v0).travelMaxS is -1', withVehicle({ travelMaxS: -1 })],
    ['vehicles[0] (v0).costPerS is 0.5; accepted is a whole number', withVehicle({ costPerS: 0.5 })],
    ['vehicles[0] (v0).fairShare.sharedS is NaN', withVehicle({ fairShare: { sharedS: Number.NaN, costPerS: 0 } })],
    [
      'vehicles[0] (v0).rests[0].toS is 5; accepted is a second not before fromS 9',
      withVehicle({ rests: [{ fromS: 9, toS: 5, durationS: 0 }] }),
    ],
    [
      'vehicles[0] (v0).rests[1].fromS is 29; accepted is a second from 30 on',
      withVehicle({
        rests: [
          { fromS: 0, toS: 20, durationS: 10 },
          { fromS: 29, toS: 40, durationS: 10 },
        ],
      }),
    ],
    ['depots[0] (d0).docks is 0; accepted is a whole number from 1', withDepot({ docks: 0 })],
    ['depots[0] (d0).loadingPerBoxS is -1', withDepot({ loadingPerBoxS: -1 })],
    ['depots[0] (d0).open.toS is 5', withDepot({ open: { fromS: 6, toS: 5 } })],
    ['depots[0] (d0).stock.length is 1; accepted is 0 numbers', withDepot({ stock: Int32Array.of(1) })],
    ['stops[0] (s0).place is NaN; accepted is an index below 12', withStop({ place: Number.NaN })],
    ['stops[0] (s0).dueS is NaN', withStop({ dueS: Number.NaN })],
    ['stops[0] (s0).releaseS is -1', withStop({ releaseS: -1 })],
    ['stops[0] (s0).windows.length is 1; accepted is pairs', withStop({ windows: Int32Array.of(5) })],
    ['stops[0] (s0).windows[1] is 2000000000', withStop({ windows: Int32Array.of(5, 2_000_000_000) })],
    ['stops[0] (s0).amounts.length is 1; accepted is 0 numbers', withStop({ amounts: Int32Array.of(1) })],
    ['stops[0] (s0).before.vehicle is 1', withStop({ before: { vehicle: 1, changeCost: 0 } })],
    ['stops[0] (s0).before.changeCost is -1', withStop({ before: { vehicle: 0, changeCost: -1 } })],
    [
      'stops prize in all is 5000000000000000; accepted is at most',
      tinyProblem({ stops: Array.from({ length: 5000 }, () => ({ place: 1, prize: 1_000_000_000_000 })) }),
    ],
    ['epoch is NaN', { ...good, epoch: new Date(Number.NaN) }],
  ];

  it.each(cases)('is refused before any search: %s', (message, problem) => {
    expect(() => solve(problem, { seed: 1, budget: { iterations: 1 } })).toThrow(message);
  });
});
