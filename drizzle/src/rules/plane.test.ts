import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceM, lineLengthM } from './geo.ts';
import { between, crossingAt, gap, gapToSegment, planeAt, turn } from './plane.ts';

const metre = fc.double({ min: -3_000, max: 3_000, noNaN: true });
const place = fc.record({ x: metre, y: metre });

describe('plane', () => {
  it('agrees with the sphere to a metre in a thousand within a city', () => {
    const plane = planeAt([114.03, 22.53]);
    fc.assert(
      fc.property(place, place, (a, b) => {
        const onSphere = distanceM(plane.toLngLat(a), plane.toLngLat(b));
        expect(Math.abs(gap(a, b) - onSphere)).toBeLessThan(0.01 + onSphere / 1_000);
      }),
    );
  });

  it('leads back to the same position', () => {
    const plane = planeAt([121.4, 31.2]);
    const { x, y } = plane.toXY([121.41, 31.19]);
    expect(x).toBeCloseTo(951.13, 1);
    expect(y).toBeCloseTo(-1_111.95, 1);
    expect(plane.toLngLat({ x, y })[0]).toBeCloseTo(121.41, 9);
    expect(plane.toLngLat({ x, y })[1]).toBeCloseTo(31.19, 9);
  });

  it('the sphere is as long as it should be', () => {
    // A quarter of a meridian: 2π × 6,371,008.8 / 4.
    expect(distanceM([0, 0], [0, 90])).toBeCloseTo(10_007_557.2, 0);
    expect(distanceM([10, 0], [100, 0])).toBeCloseTo(10_007_557.2, 0);
    expect(distanceM([0, 60], [1, 60])).toBeCloseTo(55_597.0, -1);
    expect(distanceM([0, 0], [180, 0])).toBeCloseTo(20_015_114.4, 0);
    expect(
      lineLengthM([
        [0, 0],
        [0, 1],
        [0, 0],
      ]),
    ).toBeCloseTo(2 * 111_195.08, 0);
    expect([lineLengthM([]), lineLengthM([[1, 1]])]).toEqual([0, 0]);
  });

  it('no place of a segment is nearer than its gap says, and its ends are no farther', () => {
    fc.assert(
      fc.property(place, place, place, fc.double({ min: 0, max: 1, noNaN: true }), (p, a, b, t) => {
        const away = gapToSegment(p, a, b);
        expect(away).toBeLessThanOrEqual(gap(p, between(a, b, t)) + 1e-6);
        expect(away).toBeLessThanOrEqual(Math.min(gap(p, a), gap(p, b)) + 1e-6);
      }),
    );
    expect(gapToSegment({ x: 3, y: 4 }, { x: 0, y: 0 }, { x: 0, y: 0 })).toBe(5);
    expect(gapToSegment({ x: 5, y: 2 }, { x: 0, y: 0 }, { x: 10, y: 0 })).toBe(2);
    expect(gapToSegment({ x: 13, y: 4 }, { x: 0, y: 0 }, { x: 10, y: 0 })).toBe(5);
    expect(gapToSegment({ x: -3, y: 4 }, { x: 0, y: 0 }, { x: 10, y: 0 })).toBe(5);
  });

  it('left turns are positive', () => {
    expect(turn({ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 2, y: 1 })).toBeGreaterThan(0);
    expect(turn({ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 2, y: -1 })).toBeLessThan(0);
    expect(turn({ x: 1, y: 1 }, { x: 3, y: 2 }, { x: 5, y: 4 })).toBe(2);
  });

  it('finds where segments cross, and nothing where they do not', () => {
    const [west, east] = [
      { x: 0, y: 0 },
      { x: 10, y: 0 },
    ];
    expect(crossingAt(west, east, { x: 2, y: -1 }, { x: 2, y: 1 })).toBeCloseTo(0.2);
    expect(crossingAt(west, east, { x: 2, y: 1 }, { x: 2, y: -1 })).toBeCloseTo(0.2);
    expect(crossingAt(west, east, { x: 11, y: -1 }, { x: 11, y: 1 })).toBeNull();
    expect(crossingAt(west, east, { x: -1, y: -1 }, { x: -1, y: 1 })).toBeNull();
    expect(crossingAt(west, east, { x: 2, y: 1 }, { x: 2, y: 2 })).toBeNull();
    expect(crossingAt(west, east, { x: 0, y: -1 }, { x: 0, y: 1 })).toBe(0);
    expect(crossingAt(west, east, { x: 10, y: -1 }, { x: 10, y: 1 })).toBe(1);
    expect(crossingAt(west, east, { x: 3, y: 0 }, { x: 5, y: 0 })).toBeNull();
  });

  it('a line through a corner of a boundary crosses it once', () => {
    const [below, corner, above] = [
      { x: 3, y: -1 },
      { x: 3, y: 0 },
      { x: 4, y: 1 },
    ];
    const hits = [
      crossingAt({ x: 0, y: 0 }, { x: 9, y: 0 }, below, corner),
      crossingAt({ x: 0, y: 0 }, { x: 9, y: 0 }, corner, above),
    ];
    expect(hits.filter((hit) => hit !== null)).toHaveLength(1);
  });
});
