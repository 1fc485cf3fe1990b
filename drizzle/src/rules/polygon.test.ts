import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineLengthM, type MultiPolygonCoordinates } from './geo.ts';
import { areaM2, boundaryCrossings, gapToBoundary, groundOf, holds, holdsPosition, insideM } from './polygon.ts';
import { box, spot } from './testing/flat-town.ts';

const square = groundOf(box(0, 0, 100, 100));
/** 100 m square with a 50 m hole in its middle, and a second square of 20 m. */
const holed: MultiPolygonCoordinates = [
  [...(box(0, 0, 100, 100)[0] ?? []), ...(box(25, 25, 75, 75)[0] ?? [])],
  ...box(200, 0, 220, 20),
];
/** Off the sides by 5 cm or more, because a place on a side is on neither. */
const metre = fc.integer({ min: -500, max: 2_500 }).map((decimetres) => decimetres / 10 + 0.05);

describe('ground', () => {
  it('holds what lies between its sides', () => {
    fc.assert(
      fc.property(metre, metre, (x, y) => {
        expect(holdsPosition(square, spot(x, y))).toBe(x > 0 && x < 100 && y > 0 && y < 100);
      }),
    );
  });

  it('does not hold its holes, and holds all its parts', () => {
    const ground = groundOf(holed);
    const held = ([x, y]: readonly [number, number]) => holdsPosition(ground, spot(x, y));
    expect(
      [
        [10, 10],
        [50, 10],
        [210, 10],
      ].map(([x = 0, y = 0]) => held([x, y])),
    ).toEqual([true, true, true]);
    expect(
      [
        [50, 50],
        [150, 10],
        [210, 30],
        [-1, 50],
        [50, 101],
      ].map(([x = 0, y = 0]) => held([x, y])),
    ).toEqual([false, false, false, false, false]);
  });

  it('of nothing holds nothing', () => {
    expect(holds(groundOf([]), { x: 0, y: 0 })).toBe(false);
    expect(areaM2([])).toBe(0);
  });

  it('measures its area without its holes', () => {
    // 100² − 50² + 20²
    expect(areaM2(holed)).toBeCloseTo(7_900, -1);
    expect(areaM2(holed.map((rings) => rings.map((ring) => [...ring].reverse())))).toBeCloseTo(7_900, -1);
  });

  it('tells how far its boundary is, from either side', () => {
    const away = (x: number, y: number) => gapToBoundary(square, square.plane.toXY(spot(x, y)));
    expect(away(50, 90)).toBeCloseTo(10, 2);
    expect(away(50, 130)).toBeCloseTo(30, 2);
    expect(away(103, 104)).toBeCloseTo(5, 2);
  });

  it('finds the crossings of a way in order, and none of a way that passes by', () => {
    const ways = (x1: number, y1: number, x2: number, y2: number) =>
      boundaryCrossings(square, square.plane.toXY(spot(x1, y1)), square.plane.toXY(spot(x2, y2)));
    const crossings = ways(-50, 50, 150, 50);
    expect(crossings).toHaveLength(2);
    expect(crossings[0]).toBeCloseTo(0.25, 5);
    expect(crossings[1]).toBeCloseTo(0.75, 5);
    expect(ways(150, 50, -50, 50)[0]).toBeCloseTo(0.25, 5);
    expect([ways(110, 0, 110, 100), ways(-9, 0, -9, 100), ways(0, 101, 100, 101), ways(0, -1, 100, -1)]).toEqual([
      [],
      [],
      [],
      [],
    ]);
    expect(ways(10, 10, 90, 90)).toEqual([]);
  });
});

describe('length of a line inside a ground', () => {
  it('is the length of its part between the sides', () => {
    expect(insideM([spot(-50, 50), spot(150, 50)], square)).toBeCloseTo(100, 1);
    expect(insideM([spot(10, 10), spot(10, 40), spot(30, 40)], square)).toBeCloseTo(50, 1);
    expect(insideM([spot(-50, 120), spot(150, 120)], square)).toBe(0);
    expect(insideM([spot(-20, 50), spot(10, 50), spot(10, 150), spot(90, 150), spot(90, 70)], square)).toBeCloseTo(
      10 + 50 + 30,
      1,
    );
  });

  it('leaves out holes and counts every part', () => {
    expect(insideM([spot(-10, 50), spot(110, 50)], groundOf(holed))).toBeCloseTo(50, 1);
    expect(insideM([spot(-10, 10), spot(300, 10)], groundOf(holed))).toBeCloseTo(120, 1);
  });

  it('of a line without extent is nothing', () => {
    expect([
      insideM([], square),
      insideM([spot(50, 50)], square),
      insideM([spot(50, 50), spot(50, 50)], square),
    ]).toEqual([0, 0, 0]);
  });

  it('is never longer than the line, and adds up over its pieces', () => {
    const line = fc.array(
      fc.tuple(metre, metre).map(([x, y]) => spot(x, y)),
      { minLength: 2, maxLength: 8 },
    );
    fc.assert(
      fc.property(line, line, (one, other) => {
        const ground = groundOf(holed);
        const inside = insideM(one, ground);
        expect(inside).toBeLessThanOrEqual(lineLengthM(one) * 1.001 + 0.01);
        expect(insideM([...one].reverse(), ground)).toBeCloseTo(inside, 5);
        const [last, first] = [one.at(-1) ?? spot(0, 0), other[0] ?? spot(0, 0)];
        const joined = inside + insideM([last, first], ground) + insideM(other, ground);
        expect(insideM([...one, ...other], ground)).toBeCloseTo(joined, 5);
      }),
    );
  });
});
