import { describe, expect, it } from 'vitest';
import { type Instance, NO_LIMIT, type VehicleType } from '../flat/instance.ts';
import { judgeInstancePlan } from './judge-instance-plan.ts';

const type: VehicleType = {
  ...{ capacity: 10, fixedCost: 7, unitCost: 2, depot: 0, maxDuration: NO_LIMIT, tripsMax: 2, allowed: null },
};

/** Two depots and three clients on a line, 10 apart: 0 and 1 are depots. */
function lineInstance(change: Partial<Instance>, typeChange: Partial<VehicleType> = {}): Instance {
  const placeCount = 5;
  const byPlace = (value: number) => Int32Array.from({ length: placeCount }, (_, place) => (place < 2 ? 0 : value));
  return {
    ...{ name: 'line', placeCount, depotCount: 2, coordinates: null, rounding: 'round' },
    distances: Int32Array.from({ length: 25 }, (_, cell) => 10 * Math.abs(Math.floor(cell / 5) - (cell % 5))),
    demands: byPlace(4),
    serviceTimes: byPlace(1),
    opens: byPlace(0),
    closes: new Int32Array(placeCount).fill(NO_LIMIT),
    releases: byPlace(0),
    prizes: new Float64Array(placeCount),
    vehicleTypes: [{ ...type, ...typeChange }],
    vehicles: Int32Array.of(0, 0),
    ...change,
  };
}

describe('the judge of plans for pure instances', () => {
  it('works the cost out anew', () => {
    // There and back to place 3, reload, there and back to place 4: 140 at 2 each; one vehicle used.
    expect(judgeInstancePlan(lineInstance({}), [[2, 3, 0, 4]])).toEqual({
      cost: 287,
      routes: 1,
      skipped: 0,
      broken: [],
    });
  });

  it('counts the prize of what may be left out and is', () => {
    const prizes = Float64Array.of(0, 0, 0, 0, 50);
    // To place 3 and back: 60 at 2 each.
    expect(judgeInstancePlan(lineInstance({ prizes }), [[2, 3]])).toMatchObject({ cost: 177, skipped: 1, broken: [] });
  });

  const late = Int32Array.of(NO_LIMIT, NO_LIMIT, NO_LIMIT, NO_LIMIT, 39);
  const faults: readonly [string, Instance, readonly (readonly number[])[]][] = [
    ['vehicle 1: load 12 of 10', lineInstance({}), [[2, 3, 4]]],
    ['vehicle 1: makes 3 trips of 2', lineInstance({}), [[2, 0, 3, 0, 4]]],
    ['vehicle 1: reloads at depot 1, not at its own 0', lineInstance({}), [[2, 3, 1, 4]]],
    ['vehicle 3: is more than the fleet of 2', lineInstance({}), [[2, 3], [4], [2]]],
    ['vehicle 2: no place 5', lineInstance({}), [[2, 3, 0, 4], [5]]],
    ['vehicle 2: is at place 4 at 40, closed at 39', lineInstance({ closes: late }), [[2, 3], [4]]],
    [
      'vehicle 2: is at place 4 at 45, closed at 39',
      lineInstance({ closes: late, releases: Int32Array.of(0, 0, 0, 0, 5) }),
      [[2, 3], [4]],
    ],
    ['vehicle 2: may not serve client 4', lineInstance({}, { allowed: Uint8Array.of(1, 1, 1, 1, 0) }), [[2, 3], [4]]],
    // 80 on the way and 1 of service.
    ['vehicle 2: is away for 81 of 80', lineInstance({}, { maxDuration: 80 }), [[2, 3], [4]]],
    [
      'client 2 is visited 2 times',
      lineInstance({}),
      [
        [2, 3],
        [4, 2],
      ],
    ],
    ['client 4 is not visited', lineInstance({}), [[2, 3]]],
  ];
  it.each(faults)('finds a fault: %s', (fault, instance, routes) => {
    expect(judgeInstancePlan(instance, routes).broken).toEqual([fault]);
  });
});
