import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineLengthM } from './geo.ts';
import { restOfLine } from './rest-of-line.ts';
import { metresOf, spot } from './testing/flat-town.ts';

const places = (line: ReturnType<typeof restOfLine>) =>
  line.map((position) => {
    const { x, y } = metresOf(position);
    return [Math.round(x) + 0, Math.round(y) + 0];
  });
const bent = [spot(0, 0), spot(100, 0), spot(100, 100), spot(200, 100)];

describe('rest of a line', () => {
  it('starts where the traveller stands and keeps every corner ahead', () => {
    expect(places(restOfLine(bent, spot(50, 0), 50))).toEqual([
      [50, 0],
      [100, 0],
      [100, 100],
      [200, 100],
    ]);
    expect(places(restOfLine(bent, spot(100, 60), 160))).toEqual([
      [100, 60],
      [100, 100],
      [200, 100],
    ]);
    expect(places(restOfLine(bent, spot(180, 100), 280))).toEqual([
      [180, 100],
      [200, 100],
    ]);
  });

  it('starts at the position itself, also a little beside the line', () => {
    expect(places(restOfLine(bent, spot(50, 20), 50))[0]).toEqual([50, 20]);
    expect(places(restOfLine(bent, spot(50, 20), 50))[1]).toEqual([100, 0]);
  });

  it('of a line that passes twice, the pass that fits the metres driven counts', () => {
    const thereAndBack = [spot(0, 0), spot(100, 0), spot(0, 0), spot(0, 100)];
    expect(places(restOfLine(thereAndBack, spot(40, 0), 40))).toEqual([
      [40, 0],
      [100, 0],
      [0, 0],
      [0, 100],
    ]);
    expect(places(restOfLine(thereAndBack, spot(40, 0), 160))).toEqual([
      [40, 0],
      [0, 0],
      [0, 100],
    ]);
  });

  it('far from the line the nearest place counts, whatever was driven', () => {
    expect(places(restOfLine(bent, spot(150, 180), 0))).toEqual([
      [150, 180],
      [200, 100],
    ]);
    expect(places(restOfLine(bent, spot(-80, 0), 290))).toEqual([
      [-80, 0],
      [100, 0],
      [100, 100],
      [200, 100],
    ]);
  });

  it('a pass within 30 m counts before a nearer number of metres elsewhere', () => {
    expect(places(restOfLine(bent, spot(50, 29), 250))).toEqual([
      [50, 29],
      [100, 0],
      [100, 100],
      [200, 100],
    ]);
  });

  it('at the end of the line still has two positions', () => {
    const end = restOfLine(bent, spot(200, 100), 300);
    expect(places(end)).toEqual([
      [200, 100],
      [200, 100],
    ]);
    expect(places(restOfLine([spot(5, 5), spot(5, 5)], spot(5, 5), 0))).toEqual([
      [5, 5],
      [5, 5],
    ]);
    expect(places(restOfLine([spot(5, 5)], spot(1, 1), 0))).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect(places(restOfLine([], spot(1, 1), 0))).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });

  it('is as long as what was not driven', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), (driven) => {
        const [x, y] = driven <= 100 ? [driven, 0] : driven <= 200 ? [100, driven - 100] : [driven - 100, 100];
        const rest = restOfLine(bent, spot(x, y), driven);
        expect(rest.length).toBeGreaterThanOrEqual(2);
        expect(lineLengthM(rest)).toBeCloseTo(300 - driven, 0);
      }),
    );
  });
});
