import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgeInstancePlan } from '../judge/judge-instance-plan.ts';
import { formatOf, readInstance } from './read-instance.ts';
import { readVrplibSolution, writeVrplibSolution } from './vrplib-solution.ts';

/** The public instances lie beside the project, not in it. */
const set = new URL('../../../../../shared/data/vrp/', import.meta.url);
const known: Record<string, { best_known: number; rounding: string }> = existsSync(set)
  ? JSON.parse(readFileSync(new URL('best-known.json', set), 'utf8'))
  : {};

const read = (text: string) => readInstance(text, formatOf(text), null);

const tiny = `NAME: tiny
TYPE: PCVRPTW
DIMENSION: 3
VEHICLES: 2
CAPACITY: 10
EDGE_WEIGHT_TYPE: EUC_2D
NODE_COORD_SECTION
1 0 0
2 3 4
3 0 5
DEMAND_SECTION
1 0
2 4
3 6
PRIZE_SECTION
1 0
2 7
3 0
DEPOT_SECTION
1
-1
`;

describe('instance files', () => {
  it.skipIf(!existsSync(set))(
    'cost of every best known solution is worked out to the unit, in its usual rounding',
    () => {
      for (const [file, { best_known: best, rounding }] of Object.entries(known)) {
        const instance = read(readFileSync(new URL(file, set), 'utf8'));
        expect(instance.rounding).toBe(rounding);
        const solution = new URL(file.replace(/\.\w+$/, '.sol'), set);
        if (!existsSync(solution)) continue;
        const verdict = judgeInstancePlan(instance, readVrplibSolution(readFileSync(solution, 'utf8')));
        expect({ file, cost: verdict.cost, broken: verdict.broken }).toEqual({ file, cost: best, broken: [] });
      }
    },
  );

  it('a prize that is not collected is paid, a client without one must be served', () => {
    // Out to client 2 and home: 2 · 50 tenths; the prize of client 1 is 70 tenths.
    expect(judgeInstancePlan(read(tiny), [[2]])).toEqual({ cost: 170, routes: 1, skipped: 1, broken: [] });
    expect(judgeInstancePlan(read(tiny), [[1]]).broken).toEqual(['client 2 is not visited']);
  });

  it('what is not known is refused by name, and so is a value that makes no sense', () => {
    expect(() => read(tiny.replace('PRIZE_SECTION', 'BACKHAUL_SECTION'))).toThrow('BACKHAUL_SECTION is not supported');
    expect(() => read(tiny.replace('2 4\n', '2 -4\n'))).toThrow('DEMAND_SECTION of place 2 is -4');
    expect(() => read(tiny.replace('DIMENSION: 3', 'DIMENSION: x'))).toThrow('DIMENSION is x');
    expect(() => read(tiny.replace('3 0 5', '3 0 five'))).toThrow('NODE_COORD_SECTION');
  });

  it('idle vehicles of one type are not written, those of a mixed fleet are', () => {
    const instance = read(tiny);
    const plan = { routes: [[], [2]], cost: 170 };
    expect(writeVrplibSolution(instance, plan)).toBe('Route #1: 2\nCost: 170\n');
    const mixed = { ...instance, vehicleTypes: [...instance.vehicleTypes, ...instance.vehicleTypes] };
    expect(writeVrplibSolution(mixed, plan)).toBe('Route #1:\nRoute #2: 2\nCost: 170\n');
  });
});
