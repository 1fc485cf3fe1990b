import { distanceM, type LngLat } from '@baogong/drizzle/rules/geo';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiTown, moved, squareAround } from '../testing/ascii-town.ts';
import { gridTown } from '../testing/grid-town.ts';
import { alongSegment } from './graph.ts';
import { footholds } from './nearest.ts';
import { streetsOf } from './street-engine.ts';

const town = asciiTown(`
A--B--C
|     |
D--E--F
`);
const streets = streetsOf(town.network);

function near(at: LngLat, avoid: Parameters<typeof streets.laws.law>[0] = []) {
  const law = streets.laws.law(avoid);
  return footholds(streets.graph, streets.index, { profile: 'car', law, at, role: 'start', limitM: 500 });
}

describe('the nearest street', () => {
  it('is as near as any point of any street', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999 }),
        fc.integer({ min: -300, max: 900 }),
        fc.integer({ min: -300, max: 900 }),
        (seed, x, y) => {
          const { graph, index, laws } = streetsOf(gridTown({ columns: 6, rows: 6, seed }));
          const at = moved([121.4, 31.2], x, y);
          const limitM = 400;
          const found = footholds(graph, index, { profile: 'foot', law: laws.law([]), at, role: 'start', limitM })[0];
          let least = Number.POSITIVE_INFINITY;
          for (let s = 0; s < graph.segmentCount; s++) {
            if (!graph.arcMs.foot[2 * s] && !graph.arcMs.foot[2 * s + 1]) continue;
            for (let k = 0; k <= 50; k++) least = Math.min(least, distanceM(at, alongSegment(graph, s, k / 50)));
          }
          // Samples lie up to 3 m apart.
          if (found) expect(found.distanceM).toBeLessThanOrEqual(least + 0.01);
          else expect(least).toBeGreaterThan(limitM - 3);
          if (found) expect(found.distanceM).toBeGreaterThan(least - 3);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is met in its middle, not at its corners', () => {
    const [found] = near(town.near('A', 60, 20));
    expect(found?.distanceM).toBeCloseTo(20, 0);
    expect(distanceM(found?.point ?? [0, 0], town.near('A', 60, 0))).toBeLessThan(0.5);
  });

  it('is used up to the border of a zone that cuts it', () => {
    const zone = squareAround(town.near('A', 75, 0), 30);
    const [found] = near(town.near('A', 40, 2), [zone]);
    expect(found?.distanceM).toBeCloseTo(2, 0);
    const [pushed] = near(town.near('A', 46, 2), [zone]);
    expect(distanceM(pushed?.point ?? [0, 0], town.near('A', 45, 0))).toBeLessThan(0.5);
  });

  it('is not reached across a zone', () => {
    const zone = squareAround(town.near('A', 75, 40), 20);
    const found = near(town.near('A', 75, 70), [zone]);
    expect(found.every((foothold) => foothold.distanceM > 70)).toBe(true);
  });

  it('is none when all are too far', () => {
    expect(near(town.near('C', 2000, 0))).toEqual([]);
  });
});
