import { describe, expect, it } from 'vitest';
import { at } from '../at.ts';
import type { Problem } from '../problem.ts';
import { solve } from '../solve.ts';
import { tinyProblem } from '../testing/tiny-problem.ts';
import { confirmReasons } from './confirm-reasons.ts';
import { explain } from './explain.ts';

const quick = { seed: 1, budget: { iterations: 20 } };
const one = Int32Array.of(1);

/** The travel table of the tiny town without any way to place 1. */
function withoutPlaceOne(problem: Problem): Problem {
  const travel = problem.travel.map(({ id, durationsS, distancesM }) => {
    const cut = (table: Int32Array) => table.map((value, cell) => (cell % 12 === 1 && cell !== 13 ? -1 : value));
    return { id, durationsS: cut(durationsS), distancesM: cut(distancesM) };
  });
  return { ...problem, travel };
}

describe('explain', () => {
  /** The stop in question is always the last one. */
  const cases: readonly [string, Record<string, number>, Problem][] = [
    ['noEligibleVehicle', { eligible: 0 }, tinyProblem({ stops: [{ vehicles: new Int32Array() }] })],
    ['noSourceDepot', { depots: 0 }, tinyProblem({ stops: [{ depots: new Int32Array() }] })],
    ['capacity', { dimension: 0, load: 11, capacity: 10 }, tinyProblem({ stops: [{ loads: Int32Array.of(11) }] })],
    [
      'noStock',
      { depot: 0, loadClass: 0, amount: 3, stock: 2 },
      tinyProblem({
        problem: { loadClasses: ['rice'] },
        depots: [{ stock: Int32Array.of(2) }],
        stops: [{ amounts: Int32Array.of(3) }],
      }),
    ],
    ['unreachable', { eligible: 1, depots: 1 }, withoutPlaceOne(tinyProblem({ stops: [{}] }))],
    [
      'depotClosed',
      { earliestDepartS: 300, closesS: 200 },
      tinyProblem({ stops: [{}], depots: [{ open: { fromS: 0, toS: 200 } }], vehicles: [{ reloadS: 300 }] }),
    ],
    // Home at 400 if it leaves at 200 at the latest; the shift ends at 400.
    [
      'releasedTooLate',
      { releaseS: 900, latestReleaseS: 200 },
      tinyProblem({ stops: [{ releaseS: 900 }], vehicles: [{ shift: { fromS: 0, toS: 400 } }] }),
    ],
    [
      'timeWindow',
      { earliestArriveS: 100, windowEndsS: 90 },
      tinyProblem({ stops: [{ windows: Int32Array.of(0, 90) }] }),
    ],
    ['shiftEnd', { overrunS: 50 }, tinyProblem({ stops: [{}], vehicles: [{ shift: { fromS: 0, toS: 150 } }] })],
    ['travelLimit', { overrunS: 50 }, tinyProblem({ stops: [{}], vehicles: [{ travelMaxS: 150 }] })],
    [
      'stockTaken',
      { depot: 0, loadClass: 0, amount: 1, left: 0 },
      tinyProblem({
        problem: { loadClasses: ['rice'] },
        depots: [{ stock: one }],
        stops: [{ amounts: one }, { amounts: one, prize: 5000 }],
      }),
    ],
    [
      'fleetExhausted',
      { vehiclesAlone: 1 },
      tinyProblem({
        stops: [{ loads: Int32Array.of(10) }, { loads: Int32Array.of(10), prize: 5000 }],
        vehicles: [{ tripsMax: 1 }],
      }),
    ],
    ['notWorthIt', { prize: 150, cheapestCost: 200 }, tinyProblem({ stops: [{ prize: 150 }] })],
  ];

  it.each(cases)('names %s with its numbers, as the planner did', (reason, evidence, problem) => {
    const solution = solve(problem, quick);
    const last = at(problem.stops, problem.stops.length - 1);
    const { unserved, visits } = explain(problem, solution, last.id);
    expect(visits).toEqual([]);
    expect(unserved).toEqual({ reason, evidence });
    expect(confirmReasons(problem, solution)).toEqual([]);
  });

  it('tells where a served stop is and who else could serve it', () => {
    const problem = tinyProblem({
      stops: [{ dueS: 60, serviceS: 5 }],
      vehicles: [{}, {}, { capacity: Int32Array.of(0) }],
    });
    const visit = { vehicle: 'v0', trip: 0, position: 0, startS: 100, departS: 105, lateS: 45 };
    expect(explain(problem, solve(problem, quick), 's0')).toEqual({
      stop: 's0',
      visits: [visit],
      alternatives: ['v0', 'v1'],
      unserved: null,
      relaxations: [],
    });
  });

  it('names a stop that it does not know', () => {
    const problem = tinyProblem({ stops: [{}] });
    expect(() => explain(problem, solve(problem, quick), 'nowhere')).toThrow(
      'stopId is nowhere; accepted is the id of one of 1 stops',
    );
  });

  it('does not believe a wrong reason, wrong numbers, or a stop left out that was worth its cost', () => {
    const problem = tinyProblem({ stops: [{ vehicles: new Int32Array() }] });
    const solution = solve(problem, quick);
    const entry = at(solution.unserved, 0);
    const lie = { ...solution, unserved: [{ ...entry, reason: 'shiftEnd' as const }] };
    expect(confirmReasons(problem, lie)).toMatchObject([
      { rule: 'reason', stop: 's0', accepted: 'noEligibleVehicle, not shiftEnd' },
    ]);
    const wrong = { ...solution, unserved: [{ ...entry, evidence: { eligible: 3 } }] };
    expect(confirmReasons(problem, wrong)).toMatchObject([{ found: 3, accepted: 'eligible 0' }]);

    const easy = tinyProblem({ stops: [{ prize: 1000 }] });
    const lazy = {
      ...solve(easy, quick),
      routes: [],
      unserved: [{ ...entry, reason: 'notWorthIt' as const, evidence: { prize: 1000, cheapestCost: 200 } }],
    };
    expect(confirmReasons(easy, lazy)).toMatchObject([{ found: 1000, accepted: 'a prize of at most its cost 200' }]);
  });
});
