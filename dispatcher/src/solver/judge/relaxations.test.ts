import { describe, expect, it } from 'vitest';
import { at } from '../at.ts';
import type { Problem } from '../problem.ts';
import type { Solution, UnservedReason } from '../solution.ts';
import { solve } from '../solve.ts';
import { richCase } from '../testing/rich/rich-case.ts';
import { tinyProblem } from '../testing/tiny-problem.ts';
import { findingAlone } from './alone.ts';
import { roomBeside } from './beside.ts';
import { type Change, changed } from './change.ts';
import { check } from './check.ts';
import { explain, findingsOn } from './explain.ts';
import type { Portion } from './portion.ts';
import { portionsOf } from './portion.ts';
import { relaxationsFor } from './relaxations.ts';

const quick = { seed: 1, budget: { iterations: 20 } };
const one = Int32Array.of(1);
const rice = { loadClasses: ['rice'] };

describe('the smallest relaxation', () => {
  /** The stop in question is the last one. */
  const cases: readonly [string, Problem, Change, UnservedReason][] = [
    [
      '11 s more at the end of the window',
      // At place 1 at 100: the window would have to hold second 100.
      tinyProblem({ stops: [{ windows: Int32Array.of(0, 90) }] }),
      { kind: 'windowLater', window: 0, by: 11 },
      'timeWindow',
    ],
    [
      'a window that begins earlier, for who must be home soon',
      // Home by 900 means away from place 1 by 800.
      tinyProblem({ stops: [{ windows: Int32Array.of(850, 900) }], vehicles: [{ shift: { fromS: 0, toS: 900 } }] }),
      { kind: 'windowEarlier', window: 0, by: 50 },
      'shiftEnd',
    ],
    [
      'goods that are there earlier',
      tinyProblem({ stops: [{ releaseS: 900 }], vehicles: [{ shift: { fromS: 0, toS: 400 } }] }),
      { kind: 'release', by: 700 },
      'releasedTooLate',
    ],
    [
      'a longer shift',
      tinyProblem({ stops: [{}], vehicles: [{ shift: { fromS: 0, toS: 150 } }] }),
      { kind: 'shift', vehicle: 0, by: 50 },
      'shiftEnd',
    ],
    [
      'more driving',
      tinyProblem({ stops: [{}], vehicles: [{ travelMaxS: 150 }] }),
      { kind: 'travelLimit', vehicle: 0, by: 50 },
      'travelLimit',
    ],
    [
      'a depot that is open longer',
      tinyProblem({ stops: [{}], vehicles: [{ reloadS: 300 }], depots: [{ open: { fromS: 0, toS: 200 } }] }),
      { kind: 'depotHours', depot: 0, by: 100 },
      'depotClosed',
    ],
    [
      'a roomier vehicle, the one that lacks least',
      tinyProblem({ stops: [{ loads: Int32Array.of(13) }], vehicles: [{}, { capacity: Int32Array.of(12) }] }),
      { kind: 'capacity', vehicle: 1, dimension: 0, by: 1 },
      'capacity',
    ],
    [
      'more stock, where others took it',
      tinyProblem({
        problem: rice,
        depots: [{ stock: one }],
        stops: [{ amounts: one }, { amounts: one, prize: 5000 }],
      }),
      { kind: 'stock', depot: 0, loadClass: 0, by: 1 },
      'stockTaken',
    ],
    [
      'one more trip',
      tinyProblem({
        stops: [{ loads: Int32Array.of(10) }, { loads: Int32Array.of(10), prize: 5000 }],
        vehicles: [{ tripsMax: 1 }],
      }),
      { kind: 'trip', vehicle: 0 },
      'fleetExhausted',
    ],
    [
      'another source',
      tinyProblem({ stops: [{ depots: new Int32Array() }] }),
      { kind: 'source', depot: 0 },
      'noSourceDepot',
    ],
    [
      'another class',
      tinyProblem({ stops: [{ vehicles: new Int32Array() }], vehicles: [{ label: 'rider' }] }),
      { kind: 'class', label: 'rider' },
      'noEligibleVehicle',
    ],
    ['a higher prize', tinyProblem({ stops: [{ prize: 150 }] }), { kind: 'prize', by: 51 }, 'notWorthIt'],
    [
      'no pin to a vehicle that is not there',
      tinyProblem({
        stops: [{ pin: { level: 'vehicle', vehicle: 0 }, prize: 9000 }],
        vehicles: [{ shift: { fromS: 9900, toS: 9900 } }, {}],
      }),
      { kind: 'unpin' },
      'shiftEnd',
    ],
  ];

  it.each(cases)('is found with its amount: %s', (_, problem, change, reason) => {
    const last = at(problem.stops, problem.stops.length - 1);
    const { unserved, relaxations } = explain(problem, solve(problem, quick), last.id);
    expect(unserved?.reason).toBe(reason);
    expect(relaxations.map((each) => each.change)).toContainEqual(change);
    expect(relaxations.map(({ size }) => size)).toEqual(relaxations.map(({ size }) => size).sort((a, b) => a - b));
  });

  it('is as large as a whole vehicle where nothing smaller helps, and is told in words', () => {
    // Each has time for one stop in one trip and is full; twice the room is as much as one more vehicle.
    const vehicles = [{}, {}].map(() => ({ label: 'van', tripsMax: 1, shift: { fromS: 0, toS: 200 } }));
    const full = { place: 1, loads: Int32Array.of(10), windows: Int32Array.of(0, 101) };
    const problem = tinyProblem({ stops: [full, full, { ...full, prize: 5000 }], vehicles });
    const { relaxations } = explain(problem, solve(problem, quick), 's2');
    expect(relaxations.map(({ inWords, size, cost }) => [inWords, size, cost])).toEqual([
      ['room for 10 more boxes in v0', 14_400, 0],
      ['one more vehicle of class van', 14_400, 200],
    ]);
  });

  it('is none where the law of two kinds is in the way, or where nothing is', () => {
    const barred = tinyProblem({ stops: [{ vehicles: new Int32Array(), windows: Int32Array.of(0, 90) }] });
    expect(explain(barred, solve(barred, quick), 's0').relaxations).toEqual([]);
    const served = tinyProblem({ stops: [{}] });
    expect(explain(served, solve(served, quick), 's0').relaxations).toEqual([]);
  });
});

describe('relaxations in rich towns', () => {
  const seeds = Array.from({ length: 12 }, (_, index) => 100 + index);

  it.each(seeds)('let the stop in, and with one less they do not: seed %i', (seed) => {
    const problem = richCase('town', seed);
    const solution = solve(problem, { seed, budget: { iterations: 5 } });
    for (const { stop, pieces } of solution.unserved.slice(0, 8)) {
      const { portion } = at(findingsOn(problem, solution, stop, pieces), 0);
      for (const { change, cost } of relaxationsFor(problem, solution, portion)) {
        expect({ change, cost: costOfAdding(changed(problem, stop, change), solution, portion) }).toEqual({
          change,
          cost,
        });
        if (!('by' in change)) continue;
        const less = changed(problem, stop, { ...change, by: change.by - 1 });
        expect({ change, cost: costOfAdding(less, solution, portion) }).toEqual({ change, cost: null });
      }
    }
  });

  it.each(seeds)('let the planner serve the stop: seed %i', (seed) => {
    const problem = richCase('town', seed);
    const solution = solve(problem, { seed, budget: { iterations: 5 } });
    for (const { stop, pieces } of solution.unserved.slice(0, 4)) {
      const { portion } = at(findingsOn(problem, solution, stop, pieces), 0);
      for (const { change } of relaxationsFor(problem, solution, portion).slice(0, 3)) {
        const other = withoutOthers(changed(problem, stop, change), solution, stop);
        const again = solve(other, { seed, budget: { iterations: 0, expired: () => true }, warmStart: solution });
        expect(check(other, again)).toEqual([]);
        expect({ change, missing: missingOf(again, stop) }).not.toEqual({ change, missing: missingOf(solution, stop) });
      }
    }
  });
});

function costOfAdding(problem: Problem, solution: Solution, { stop, box }: Portion): number | null {
  const portion = at(portionsOf(problem, stop, box === null ? null : [box]), 0);
  if (findingAlone(problem, portion) !== null) return null;
  const { cheapestCost } = roomBeside(problem, solution, portion);
  return cheapestCost !== null && cheapestCost < portion.prize ? cheapestCost : null;
}

/** Nobody else who is missing is worth the room. */
function withoutOthers(problem: Problem, solution: Solution, stop: number): Problem {
  const missing = new Set(solution.unserved.map((entry) => entry.stop));
  const stops = problem.stops.map((each, index) =>
    index !== stop && missing.has(index) ? { ...each, prize: 0 } : each,
  );
  return { ...problem, stops };
}

function missingOf({ unserved }: Solution, stop: number): readonly number[] {
  return unserved.find((entry) => entry.stop === stop)?.loads ?? [];
}
