import { describe, expect, it } from 'vitest';
import { check } from '../judge/check.ts';
import { FAR_S, type Problem, type Stop, type Vehicle } from '../problem.ts';
import { solve } from '../solve.ts';
import { tinyProblem } from '../testing/tiny-problem.ts';
import { asInstance } from './as-instance.ts';

/** 60 stops of one or two boxes for ten vans of ten, home by 10,000. */
function town(parts: { stop?: Partial<Stop>; vehicle?: Partial<Vehicle>; depot?: object; problem?: Partial<Problem> }) {
  return tinyProblem({
    stops: Array.from({ length: 60 }, (_, index) => ({
      ...{ place: 1 + (index % 11), loads: Int32Array.of(1 + (index % 2)) },
      ...parts.stop,
    })),
    vehicles: Array.from({ length: 10 }, () => ({ tripsMax: 1, ...parts.vehicle })),
    depots: [{ ...parts.depot }],
    ...(parts.problem && { problem: parts.problem }),
  });
}

/** A second dimension with the same for every stop. */
function withGrams(grams: number, capacity: number): Problem {
  const plain = town({});
  return {
    ...plain,
    loadDimensions: ['boxes', 'grams'],
    vehicles: plain.vehicles.map((vehicle) => ({ ...vehicle, capacity: Int32Array.of(10, capacity) })),
    stops: plain.stops.map((stop) => ({ ...stop, loads: Int32Array.of(...stop.loads, grams) })),
  };
}

const oneClass = { loadClasses: ['ambient'] };
const one = Int32Array.of(1);

describe('what the fast core may plan', () => {
  const unused: readonly [string, Problem][] = [
    ['a second dimension with room for all stops in each vehicle', withGrams(5, 300)],
    // 9 of 90 grams are no larger a share of a van than one box of ten.
    ['a second dimension that follows from the first', withGrams(9, 90)],
    ['stock for all', town({ stop: { amounts: one }, depot: { stock: Int32Array.of(60) }, problem: oneClass })],
    ['docks where nobody loads for any time', town({ depot: { docks: 1 } })],
    ['lateness for what is due after the shift', town({ stop: { latenessCostPerS: 5, dueS: 10_000 } })],
    [
      'a limit of travel and a fair share as long as the shift',
      {
        ...town({ vehicle: { travelMaxS: 10_000, fairShare: { sharedS: 10_000, costPerS: 9 } } }),
      },
    ],
    ['the one depot by name', town({ stop: { depots: Int32Array.of(0) } })],
  ];
  it.each(unused)('is a problem in which a rule can never bind: %s', (_, problem) => {
    expect(asInstance(problem)).not.toBeNull();
    const budget = { iterations: 20 };
    const solution = solve(problem, { seed: 1, budget });
    expect(check(problem, solution)).toEqual([]);
    expect(solution).toEqual({ ...solve(town({}), { seed: 1, budget }), routes: solution.routes });
  });

  const used: readonly [string, Problem][] = [
    ['a second dimension', withGrams(9, 89)],
    ['too little stock', town({ stop: { amounts: one }, depot: { stock: Int32Array.of(59) }, problem: oneClass })],
    ['lateness', town({ stop: { latenessCostPerS: 5, dueS: 9999 } })],
    ['a limit of travel', town({ vehicle: { travelMaxS: 9999 } })],
    ['a fair share', town({ vehicle: { fairShare: { sharedS: 9999, costPerS: 9 } } })],
    ['no depot at all', town({ stop: { depots: new Int32Array() } })],
    ['rests', town({ vehicle: { rests: [{ fromS: 0, toS: FAR_S, durationS: 1 }] } })],
  ];
  it.each(used)('is no problem with a rule that may bind: %s', (_, problem) => {
    expect(asInstance(problem)).toBeNull();
  });
});
