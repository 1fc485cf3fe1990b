import type { Street } from '../cut-streets.ts';
import type { LngLat, MultiPolygonCoordinates } from '../geo.ts';
import { planeAt, type XY } from '../plane.ts';

const plane = planeAt([114.03, 22.53]);

/** A position by metres east and north of the town's corner. */
export function spot(x: number, y: number): LngLat {
  return plane.toLngLat({ x, y });
}

export function metresOf(position: LngLat): XY {
  return plane.toXY(position);
}

/** A closed rectangle, counter-clockwise. */
export function box(west: number, south: number, east: number, north: number): MultiPolygonCoordinates {
  return [[[spot(west, south), spot(east, south), spot(east, north), spot(west, north), spot(west, south)]]];
}

/** A street through places of the town; equal places are one node. */
export function street(
  nameZh: string,
  places: readonly (readonly [number, number])[],
  over: Partial<Street> = {},
): Street {
  return {
    nameZh,
    oneway: false,
    car: true,
    foot: true,
    nodes: places.map(([x, y]) => (x + 50_000) * 100_000 + (y + 50_000)),
    line: places.map(([x, y]) => spot(x, y)),
    ...over,
  };
}

/** Streets every `step` metres in both directions over a square. */
export function grid(sizeM: number, step: number): Street[] {
  const marks = Array.from({ length: Math.floor(sizeM / step) + 1 }, (_, i) => i * step);
  return marks.flatMap((mark) => [
    street(
      `横${mark}`,
      marks.map((x) => [x, mark] as const),
    ),
    street(
      `纵${mark}`,
      marks.map((y) => [mark, y] as const),
    ),
  ]);
}
