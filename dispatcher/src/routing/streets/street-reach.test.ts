import type { MultiPolygonCoordinates } from '@baogong/drizzle/rules/geo';
import { seededRandom } from '@baogong/drizzle/rules/random';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { REACH_UNKNOWN } from '../engine.ts';
import { moved, squareAround } from '../testing/ascii-town.ts';
import { gridTown } from '../testing/grid-town.ts';
import { streetEngine, streetsOf } from './street-engine.ts';

it('what is said to be reachable, or not to be, is what the search finds, whatever zones there are', async () => {
  const known = { yes: 0, no: 0, unknown: 0 };
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 99_999 }), fc.constantFrom('car', 'foot'), async (seed, profile) => {
      const random = seededRandom(seed);
      const spot = () => moved([121.4, 31.2], random.next() * 800, random.next() * 800);
      const engine = streetEngine(streetsOf(gridTown({ columns: 9, rows: 9, seed })));
      const zones = Array.from(
        { length: 6 },
        (): MultiPolygonCoordinates => squareAround(spot(), 30 + random.next() * 120),
      );
      const places = Array.from({ length: 8 }, spot);
      const confineTo = random.next() < 0.2 ? squareAround(spot(), 300) : undefined;
      const query = {
        ...{ profile, from: places, to: places, avoid: zones.slice(0, 3), enterOnly: zones.slice(3) },
        ...(confineTo && { confineTo }),
      };
      const tables = await engine.matrix(query);
      const reach = await engine.reach(query);
      expect(reach.snappedFromM).toEqual(tables.snappedFromM);
      expect(reach.tooFarTo).toEqual(tables.tooFarTo);
      reach.cells.forEach((cell, i) => {
        if (cell === REACH_UNKNOWN) {
          known.unknown++;
          return;
        }
        if (cell === 1) known.yes++;
        else known.no++;
        expect(cell === 1).toBe((tables.durationsS[i] ?? -1) >= 0);
      });
    }),
    { numRuns: 60 },
  );
  // It is worth asking: most is known.
  expect(known.unknown).toBeLessThan(0.25 * (known.yes + known.no));
  expect(Math.min(known.yes, known.no)).toBeGreaterThan(200);
});

it('few columns are searched against the traffic and say the same', async () => {
  for (const profile of ['car', 'foot'] as const) {
    for (let seed = 0; seed < 20; seed++) {
      const random = seededRandom(seed);
      const spot = () => moved([121.4, 31.2], random.next() * 800, random.next() * 800);
      const engine = streetEngine(streetsOf(gridTown({ columns: 9, rows: 9, seed })));
      const places = Array.from({ length: 12 }, spot);
      const avoid = [squareAround(spot(), 80), squareAround(spot(), 120)];
      const whole = await engine.matrix({ profile, avoid, from: places, to: places });
      const few = await engine.matrix({ profile, avoid, from: places, to: places.slice(2, 5) });
      const same = (table: Int32Array, cell: number) => table[Math.floor(cell / 3) * 12 + (cell % 3) + 2];
      few.durationsS.forEach((seconds, cell) => {
        expect(Math.abs(seconds - (same(whole.durationsS, cell) ?? -9))).toBeLessThanOrEqual(1);
        expect(seconds === -1).toBe(same(whole.durationsS, cell) === -1);
      });
    }
  }
});
