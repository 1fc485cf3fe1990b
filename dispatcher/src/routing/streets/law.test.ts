import { distanceM, type LngLat } from '@baogong/drizzle/rules/geo';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { insideLengthM, prepareArea } from '../area.ts';
import { moved, squareAround } from '../testing/ascii-town.ts';
import { gridTown } from '../testing/grid-town.ts';
import { alongSegment } from './graph.ts';
import { streetsOf } from './street-engine.ts';

const spot = fc
  .tuple(fc.integer({ min: -50, max: 650 }), fc.integer({ min: -50, max: 650 }))
  .map(([x, y]) => moved([121.4, 31.2], x, y));
const zone = fc.tuple(spot, fc.integer({ min: 5, max: 200 })).map(([at, halfM]) => squareAround(at, halfM));
const TOUCH_M = 0.06;

describe('the law on the streets', () => {
  it('leaves open exactly what lies outside the zones and within the confines', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999 }),
        fc.array(zone, { maxLength: 5 }),
        fc.option(zone),
        (seed, avoid, own) => {
          const { graph, laws } = streetsOf(gridTown({ columns: 7, rows: 7, seed }));
          const law = laws.law(avoid, own ?? undefined);
          const closed = avoid.map((polygon) => prepareArea(polygon));
          const confine = own && prepareArea(own);
          const forbiddenM = (line: readonly LngLat[]) =>
            Math.max(0, ...closed.map((area) => insideLengthM(area, line)), confine ? outsideM(confine, line) : 0);

          for (let s = 0; s < graph.segmentCount; s++) {
            const ends = law.open[s] ? { head: 1, tail: 1 } : (law.parts.get(s) ?? { head: 0, tail: 1 });
            const part = (from: number, to: number) => [alongSegment(graph, s, from), alongSegment(graph, s, to)];
            expect(forbiddenM(part(0, ends.head))).toBeLessThan(TOUCH_M);
            expect(forbiddenM(part(ends.tail, 1))).toBeLessThan(TOUCH_M);
            // Further on, the street would be forbidden: the law closes no more than it must. A little further it may still run
            // within a centimetre of the border, which is no ground to either side.
            if (!law.open[s]) {
              expect(forbiddenM(part(0, 1))).toBeGreaterThan(0);
              if (ends.head < 1) expect(forbiddenM(part(0, Math.min(1, ends.head + 0.1)))).toBeGreaterThan(0);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is made once for the same polygons, whatever their order and objects', () => {
    const { laws } = streetsOf(gridTown({ columns: 4, rows: 4, seed: 1 }));
    const [a, b] = [squareAround([121.401, 31.201], 60), squareAround([121.402, 31.202], 60)];
    expect(laws.law([a, b])).toBe(laws.law([structuredClone(b), a, a]));
    expect(laws.law([a, b])).not.toBe(laws.law([a]));
    expect(laws.law([a])).not.toBe(laws.law([], a));
  });
});

function outsideM(area: ReturnType<typeof prepareArea>, line: readonly LngLat[]): number {
  const [from = [0, 0], to = [0, 0]] = line;
  return distanceM(from, to) - insideLengthM(area, line);
}
