import { distanceM, type LngLat, type MultiPolygonCoordinates } from '@baogong/drizzle/rules/geo';
import { seededRandom } from '@baogong/drizzle/rules/random';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { complement, coversPoint, insideIntervals, insideLengthM, prepareArea } from './area.ts';
import { moved, squareAround } from './testing/ascii-town.ts';

const centre: LngLat = [121.4, 31.2];
const point = fc
  .tuple(fc.integer({ min: -400, max: 400 }), fc.integer({ min: -400, max: 400 }))
  .map(([x, y]) => moved(centre, x, y));

/** A star with uneven rays, and sometimes a hole in its middle. */
const zone = fc.tuple(fc.integer({ min: 3, max: 14 }), fc.integer(), fc.boolean()).map(([corners, seed, hole]) => {
  const random = seededRandom(seed);
  const shell = Array.from({ length: corners }, (_, i): LngLat => {
    const angle = (2 * Math.PI * i) / corners;
    const reach = 100 + 200 * random.next();
    return moved(centre, reach * Math.cos(angle), reach * Math.sin(angle));
  });
  const closed = [...shell, shell[0] ?? centre];
  return [hole && corners > 6 ? [closed, squareAround(centre, 20)[0][0]] : [closed]] satisfies MultiPolygonCoordinates;
});

describe('an area', () => {
  it('holds as much of a line as samples along it say', () => {
    fc.assert(
      fc.property(zone, point, point, (polygon, from, to) => {
        const area = prepareArea(polygon);
        const samples = 400;
        let inside = 0;
        for (let k = 0; k < samples; k++) {
          const t = (k + 0.5) / samples;
          if (coversPoint(area, [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t])) inside++;
        }
        const sampled = (inside / samples) * distanceM(from, to);
        // Each of at most ~30 crossings may be one sample off.
        expect(Math.abs(insideLengthM(area, [from, to]) - sampled)).toBeLessThan(
          distanceM(from, to) * (30 / samples) + 0.01,
        );
      }),
      { numRuns: 150 },
    );
  });

  it('and its complement share a segment without gap or overlap', () => {
    fc.assert(
      fc.property(zone, point, point, (polygon, from, to) => {
        const inside = insideIntervals(prepareArea(polygon), from, to);
        const parts = [...inside, ...complement(inside)].sort((a, b) => a[0] - b[0]);
        expect(parts[0]?.[0] ?? 0).toBe(0);
        expect(parts.at(-1)?.[1] ?? 1).toBe(1);
        expect(parts.map((part) => part[0])).toEqual(parts.map((_, i) => parts[i - 1]?.[1] ?? 0));
      }),
    );
  });

  it('says the same of a line and of its reverse', () => {
    fc.assert(
      fc.property(zone, point, point, (polygon, from, to) => {
        const area = prepareArea(polygon);
        expect(insideLengthM(area, [from, to])).toBeCloseTo(insideLengthM(area, [to, from]), 3);
      }),
    );
  });

  it('owns its border: a street drawn along it lies inside', () => {
    const [[ring]] = squareAround(centre, 100);
    const area = prepareArea([[ring]]);
    const [southWest, southEast] = [ring[0] ?? centre, ring[1] ?? centre];
    expect(insideLengthM(area, [southWest, southEast])).toBeCloseTo(200, 0);
    expect(coversPoint(area, southWest)).toBe(true);
  });

  it('does not own its holes', () => {
    const area = prepareArea([[squareAround(centre, 100)[0][0], squareAround(centre, 50)[0][0]]]);
    const across: LngLat[] = [moved(centre, -150, 0), moved(centre, 150, 0)];
    // 200 m wide with a hole of 100 m.
    expect(insideLengthM(area, across)).toBeCloseTo(100, 0);
    expect(coversPoint(area, centre)).toBe(false);
  });

  it('counts no length for a line that touches a corner', () => {
    const area = prepareArea(squareAround(centre, 100));
    const corner = moved(centre, 100, 100);
    expect(insideLengthM(area, [moved(corner, -50, 50), moved(corner, 50, -50)])).toBeLessThan(0.01);
  });
});
