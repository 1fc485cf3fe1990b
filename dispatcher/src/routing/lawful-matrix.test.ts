import type { MultiPolygonCoordinates } from '@baogong/drizzle/rules/geo';
import { seededRandom } from '@baogong/drizzle/rules/random';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lawfulEngine } from './lawful-engine.ts';
import { stretched } from './lawful-matrix.ts';
import { streetEngine, streetsOf } from './streets/street-engine.ts';
import { moved, squareAround } from './testing/ascii-town.ts';
import { gridTown } from './testing/grid-town.ts';
import type { TravelLaw } from './travel-law.ts';

describe('a lawful table', () => {
  it('stretches the times of the first engine by what the law costs', () => {
    expect(stretched(150, 100, 120)).toBe(180);
    expect(stretched(100, 100, 120)).toBe(120);
    expect(stretched(-1, 100, 120)).toBe(-1);
    expect(stretched(150, 100, -1)).toBe(150);
  });

  it('says in its tables what its legs will say, whatever zones there are', async () => {
    let unlawful = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 99_999 }), fc.boolean(), async (seed, mayEnter) => {
        const random = seededRandom(seed);
        const spot = () => moved([121.4, 31.2], random.next() * 800, random.next() * 800);
        const grid = streetEngine(streetsOf(gridTown({ columns: 9, rows: 9, seed })));
        const zones = Array.from(
          { length: 4 },
          (): MultiPolygonCoordinates => squareAround(spot(), 30 + random.next() * 120),
        );
        const law: TravelLaw = mayEnter ? { avoid: [], enterOnly: zones } : { avoid: zones, enterOnly: [] };
        const engine = lawfulEngine({ engines: [grid], streets: grid });
        const places = Array.from({ length: 5 }, spot);
        const tables = await engine.matrix({ profile: 'foot', law, from: places, to: places });
        for (const [row, from] of places.entries()) {
          for (const [column, to] of places.entries()) {
            const answer = await engine.route({ profile: 'foot', law, from, to });
            expect((tables.durationsS[row * places.length + column] ?? -1) >= 0).toBe(!answer.unreachable);
            if (answer.unreachable) unlawful++;
          }
        }
      }),
      { numRuns: 30 },
    );
    expect(unlawful).toBeGreaterThan(20);
  });
});
