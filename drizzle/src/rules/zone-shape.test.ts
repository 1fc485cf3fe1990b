import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LngLat } from './geo.ts';
import { selfCrossing } from './self-crossing.ts';
import { box, metresOf, spot } from './testing/flat-town.ts';
import { refusalOf } from './testing/refusal-of.ts';
import { zoneShapeVerdict } from './zone-shape.ts';

const at = (...places: [number, number][]): LngLat[] => places.map(([x, y]) => spot(x, y));
const closed = (...places: [number, number][]): LngLat[] => at(...places, ...places.slice(0, 1));
const polygon = (...rings: unknown[]) => ({ type: 'Polygon', coordinates: rings });
const square = closed([0, 0], [100, 0], [100, 100], [0, 100]);
const shenzhen = spot(0, 0);

function crossingOf(...rings: unknown[]): { x: number; y: number } {
  const refusal = refusalOf(zoneShapeVerdict(polygon(...rings)));
  expect(refusal.code).toBe('zoneSelfCrosses');
  const { x, y } = metresOf(refusal.details.at as LngLat);
  return { x: Math.round(x) + 0, y: Math.round(y) + 0 };
}

describe('shape of a zone', () => {
  it('a plain polygon is accepted as one part, a multipolygon as all its parts', () => {
    expect(zoneShapeVerdict(polygon(square), shenzhen)).toEqual({ ok: true, value: [[square]] });
    const parts = [...box(0, 0, 50, 50), ...box(60, 0, 90, 50)];
    expect(zoneShapeVerdict({ type: 'MultiPolygon', coordinates: parts })).toEqual({ ok: true, value: parts });
  });

  it('a polygon with a hole keeps it', () => {
    const hole = closed([20, 20], [20, 40], [40, 40], [40, 20]);
    expect(zoneShapeVerdict(polygon(square, hole))).toEqual({ ok: true, value: [[square, hole]] });
  });

  it('heights and repeated positions are dropped', () => {
    const noisy = square.flatMap(([lng, lat]) => [
      [lng, lat, 12],
      [lng, lat, 12],
    ]);
    expect(zoneShapeVerdict(polygon(noisy))).toEqual({ ok: true, value: [[square]] });
  });

  it('a zone that crosses itself is refused with the place where it does', () => {
    expect(crossingOf(closed([0, 0], [100, 100], [100, 0], [0, 100]))).toEqual({ x: 50, y: 50 });
  });

  it('a boundary that touches itself or runs back over itself is refused too', () => {
    expect(crossingOf(closed([0, 0], [100, 0], [100, 100], [50, 0], [0, 100]))).toEqual({ x: 50, y: 0 });
    expect(crossingOf(closed([0, 0], [100, 0], [100, 100], [100, 40], [0, 100]))).toEqual({ x: 100, y: 40 });
    expect(crossingOf(closed([0, 0], [100, 0], [50, 0]))).toEqual({ x: 0, y: 0 });
    expect(crossingOf(closed([50, 0], [0, 0], [100, 0]))).toEqual({ x: 0, y: 0 });
  });

  it('a hole that leaves its polygon, or lies outside or in another hole, is refused', () => {
    expect(crossingOf(square, closed([50, 50], [150, 50], [150, 60], [50, 60]))).toEqual({ x: 100, y: 50 });
    expect(crossingOf(square, closed([150, 50], [160, 50], [160, 60]))).toEqual({ x: 150, y: 50 });
    const hole = closed([20, 20], [80, 20], [80, 80], [20, 80]);
    expect(crossingOf(square, hole, closed([30, 30], [40, 30], [40, 40]))).toEqual({ x: 30, y: 30 });
  });

  it('parts may not overlap or lie in each other, but may lie in each other’s holes', () => {
    const verdict = (...coordinates: unknown[]) => zoneShapeVerdict({ type: 'MultiPolygon', coordinates });
    expect(refusalOf(verdict(...box(0, 0, 50, 50), ...box(40, 0, 90, 40))).code).toBe('zoneSelfCrosses');
    expect(refusalOf(verdict(...box(0, 0, 50, 50), ...box(10, 10, 20, 20))).code).toBe('zoneSelfCrosses');
    expect(refusalOf(verdict(...box(10, 10, 20, 20), ...box(0, 0, 50, 50))).code).toBe('zoneSelfCrosses');
    const ring = [...(box(0, 0, 100, 100)[0] ?? []), ...(box(20, 20, 80, 80)[0] ?? [])];
    expect(verdict(ring, ...box(40, 40, 60, 60)).ok).toBe(true);
  });

  it.each([
    ['nothing', null, ''],
    ['a point', { type: 'Point', coordinates: [1, 2] }, 'type'],
    ['a polygon without rings', { type: 'Polygon', coordinates: [] }, 'coordinates'],
    ['a position of words', polygon([['a', 'b']]), 'coordinates.0.0.0'],
    ['a position of one number', polygon([[1]]), 'coordinates.0.0'],
    ['endless positions', polygon([[Number.POSITIVE_INFINITY, 2]]), 'coordinates.0.0.0'],
  ])('%s is refused by the name of the field', (_, geometry, field) => {
    const refusal = refusalOf(zoneShapeVerdict(geometry));
    expect(refusal.code).toBe('invalidInput');
    expect(refusal.details.field).toBe(field);
    expect(refusal.details.accepted).toBe('a GeoJSON Polygon or MultiPolygon');
    expect(refusal.details.value).toEqual(expect.any(String));
  });

  it('a ring needs four positions and ends where it starts', () => {
    const short = refusalOf(zoneShapeVerdict(polygon(square, at([1, 1], [2, 2], [1, 1]))));
    expect(short.details).toEqual({
      field: 'coordinates[0][1]',
      value: '3 positions',
      accepted: '4 positions or more',
    });
    const open = refusalOf(zoneShapeVerdict(polygon(at([0, 0], [9, 0], [9, 9], [0, 9]))));
    expect(open.details).toEqual({
      field: 'coordinates[0][0]',
      value: spot(0, 9),
      accepted: 'a ring that ends where it starts',
      first: spot(0, 0),
    });
    const sameLng = refusalOf(zoneShapeVerdict(polygon(at([0, 0], [9, 0], [9, 9], [0, 9], [0, 1]))));
    expect(sameLng.code).toBe('invalidInput');
    const sameLat = refusalOf(zoneShapeVerdict(polygon(at([0, 0], [9, 0], [9, 9], [0, 9], [1, 0]))));
    expect(sameLat.code).toBe('invalidInput');
  });

  it('a position off the globe is refused, and so is latitude before longitude', () => {
    const offGlobe = (lng: number, lat: number) =>
      refusalOf(
        zoneShapeVerdict(
          polygon([
            [lng, lat],
            [0, 0],
            [1, 1],
            [lng, lat],
          ]),
        ),
      );
    expect(offGlobe(22.5, 114).details.value).toEqual([22.5, 114]);
    expect(offGlobe(-181, 0).details.field).toBe('coordinates');
    expect(offGlobe(181, 0).code).toBe('invalidInput');
    expect(offGlobe(0, -90.1).details.accepted).toContain('longitude first');

    const kampala: LngLat = [32.58, 0.31];
    const there = [
      [32.58, 0.31],
      [32.59, 0.31],
      [32.59, 0.32],
      [32.58, 0.31],
    ];
    const swapped = there.map(([lng, lat]) => [lat, lng]);
    const refusal = refusalOf(zoneShapeVerdict(polygon(swapped), kampala));
    expect(refusal.details).toMatchObject({ field: 'coordinates', value: [0.31, 32.58], likely: [32.58, 0.31] });
    expect(zoneShapeVerdict(polygon(there), kampala).ok).toBe(true);
    expect(zoneShapeVerdict(polygon(swapped)).ok).toBe(true);
    expect(zoneShapeVerdict(polygon(swapped), [100, 50]).ok).toBe(true);
    expect(
      zoneShapeVerdict(
        polygon([
          [5, 5.1],
          [5.1, 5],
          [5.1, 5.1],
          [5, 5.1],
        ]),
        [5, 5],
      ).ok,
    ).toBe(true);
  });

  it('zones of no ground, of half a country or of too many positions are refused', () => {
    expect(refusalOf(zoneShapeVerdict(polygon(closed([0, 0], [9, 0], [9, 9], [0, 9])))).code).toBe('zoneEmpty');
    expect(zoneShapeVerdict(polygon(closed([0, 0], [11, 0], [11, 11], [0, 11]))).ok).toBe(true);
    expect(refusalOf(zoneShapeVerdict(polygon(at([0, 0], [0, 0], [0, 0], [0, 0])))).details).toMatchObject({
      field: 'coordinates[0][0]',
    });
    const huge = refusalOf(zoneShapeVerdict(polygon(closed([0, 0], [60_000, 0], [60_000, 60_000], [0, 60_000]))));
    expect(huge.code).toBe('zoneTooLarge');
    expect(huge.details.accepted).toBe(3_000_000_000);
    const circle = (count: number) =>
      closed(
        ...Array.from({ length: count - 1 }, (_, i): [number, number] => {
          const angle = (2 * Math.PI * i) / (count - 1);
          return [900 * Math.cos(angle), 900 * Math.sin(angle)];
        }),
      );
    expect(zoneShapeVerdict(polygon(circle(5_000))).ok).toBe(true);
    expect(refusalOf(zoneShapeVerdict(polygon(circle(5_001)))).details).toEqual({ positions: 5_001, accepted: 5_000 });
  });

  it('every star drawn around its middle is accepted, and drawn in another order it mostly crosses', () => {
    const radii = fc.array(fc.integer({ min: 20, max: 500 }), { minLength: 3, maxLength: 20 });
    fc.assert(
      fc.property(radii, (lengths) => {
        const corners = lengths.map((radius, i): [number, number] => {
          const angle = (2 * Math.PI * i) / lengths.length;
          return [radius * Math.cos(angle), radius * Math.sin(angle)];
        });
        expect(zoneShapeVerdict(polygon(closed(...corners))).ok).toBe(true);
      }),
    );
  });

  it('a crossing is found wherever in the ring it lies', () => {
    fc.assert(
      fc.property(fc.nat({ max: 5 }), fc.boolean(), (start, backwards) => {
        const corners: [number, number][] = [
          [0, 0],
          [200, 0],
          [200, 100],
          [120, 100],
          [150, -50],
          [0, 100],
        ];
        const turned = [...corners.slice(start), ...corners.slice(0, start)];
        expect(selfCrossing([[closed(...(backwards ? turned.reverse() : turned))]])).not.toBeNull();
      }),
    );
  });
});
