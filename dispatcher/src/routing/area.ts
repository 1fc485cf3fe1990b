import {
  distanceM,
  type LngLat,
  type MultiPolygonCoordinates,
  type PolygonCoordinates,
} from '@baogong/drizzle/rules/geo';

/** A part of a segment, as fractions of its length. */
export type Interval = readonly [from: number, to: number];

/** The borders of one polygon as flat edges `x1, y1, x2, y2`; crossing counts (even-odd) serve holes and shells alike. */
interface Shell {
  readonly edges: Float64Array;
  readonly box: Box;
}

export type Box = readonly [west: number, south: number, east: number, north: number];

/** A multipolygon made ready for many questions. Its border belongs to it, as in PostGIS `ST_Covers`. */
export interface Area {
  readonly shells: readonly Shell[];
  readonly box: Box;
}

/** About a centimetre: a street drawn along a border lies in the area, whatever the last digits say. */
const ON_BORDER_DEG = 1e-7;
const PARALLEL = 1e-18;

export function prepareArea(coordinates: MultiPolygonCoordinates): Area {
  const shells = coordinates.map(prepareShell);
  return { shells, box: shells.reduce<Box>((box, shell) => union(box, shell.box), emptyBox) };
}

export function coversPoint(area: Area, [x, y]: LngLat): boolean {
  return boxesMeet(area.box, [x, y, x, y]) && area.shells.some((shell) => shellCovers(shell, x, y));
}

/** The parts of the straight segment that lie in the area, in order and disjoint. */
export function insideIntervals(area: Area, from: LngLat, to: LngLat): Interval[] {
  const box = boxOf([from, to]);
  if (!boxesMeet(area.box, box)) return [];

  const intervals: [number, number][] = [];
  for (const shell of area.shells) {
    if (boxesMeet(shell.box, box)) intervals.push(...shellIntervals(shell, from, to));
  }
  return merged(intervals);
}

/** The parts of 0..1 that the given intervals leave free. */
export function complement(intervals: readonly Interval[]): Interval[] {
  const free: Interval[] = [];
  let at = 0;
  for (const [from, to] of intervals) {
    if (from > at) free.push([at, from]);
    at = to;
  }
  if (at < 1) free.push([at, 1]);
  return free;
}

export function insideLengthM(area: Area, line: readonly LngLat[]): number {
  let length = 0;
  for (let i = 1; i < line.length; i++) {
    const from = line[i - 1];
    const to = line[i];
    if (!from || !to) continue;
    const share = insideIntervals(area, from, to).reduce((sum, part) => sum + part[1] - part[0], 0);
    if (share > 0) length += share * distanceM(from, to);
  }
  return length;
}

export function boxesMeet(a: Box, b: Box): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}

const emptyBox: Box = [Infinity, Infinity, -Infinity, -Infinity];

function union(a: Box, b: Box): Box {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

function boxOf(points: readonly LngLat[]): Box {
  return points.reduce<Box>((box, [x, y]) => union(box, [x, y, x, y]), emptyBox);
}

function prepareShell(polygon: PolygonCoordinates): Shell {
  const edges: number[] = [];
  for (const ring of polygon) {
    for (let i = 1; i < ring.length; i++) {
      const from = ring[i - 1];
      const to = ring[i];
      if (from && to) edges.push(from[0], from[1], to[0], to[1]);
    }
  }
  return { edges: Float64Array.from(edges), box: boxOf(polygon.flat()) };
}

function shellIntervals(shell: Shell, from: LngLat, to: LngLat): [number, number][] {
  const cuts = cutFractions(shell, from, to);
  const intervals: [number, number][] = [];
  for (let i = 1; i < cuts.length; i++) {
    const start = cuts[i - 1] ?? 0;
    const end = cuts[i] ?? 1;
    const middle = (start + end) / 2;
    const x = from[0] + (to[0] - from[0]) * middle;
    const y = from[1] + (to[1] - from[1]) * middle;
    if (end > start && shellCovers(shell, x, y)) intervals.push([start, end]);
  }
  return intervals;
}

/** Where the segment meets the border: between two neighbours it is wholly inside, wholly outside or on the border. */
function cutFractions({ edges }: Shell, [ax, ay]: LngLat, [bx, by]: LngLat): number[] {
  const dx = bx - ax;
  const dy = by - ay;
  const lengthSquared = dx * dx + dy * dy;
  const cuts = [0, 1];
  for (let i = 0; i + 3 < edges.length; i += 4) {
    const cx = edges[i] ?? 0;
    const cy = edges[i + 1] ?? 0;
    const ex = (edges[i + 2] ?? 0) - cx;
    const ey = (edges[i + 3] ?? 0) - cy;
    const cross = dx * ey - dy * ex;
    if (Math.abs(cross) > PARALLEL) {
      const t = ((cx - ax) * ey - (cy - ay) * ex) / cross;
      const u = ((cx - ax) * dy - (cy - ay) * dx) / cross;
      if (t > 0 && t < 1 && u >= 0 && u <= 1) cuts.push(t);
      continue;
    }
    if (lengthSquared === 0) continue;
    for (const [px, py] of [
      [cx, cy],
      [cx + ex, cy + ey],
    ] as const) {
      const t = ((px - ax) * dx + (py - ay) * dy) / lengthSquared;
      if (t > 0 && t < 1) cuts.push(t);
    }
  }
  return cuts.sort((a, b) => a - b);
}

function shellCovers({ edges }: Shell, x: number, y: number): boolean {
  let inside = false;
  for (let i = 0; i + 3 < edges.length; i += 4) {
    const x1 = edges[i] ?? 0;
    const y1 = edges[i + 1] ?? 0;
    const x2 = edges[i + 2] ?? 0;
    const y2 = edges[i + 3] ?? 0;
    if (onEdge(x, y, x1, y1, x2, y2)) return true;
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

function onEdge(x: number, y: number, x1: number, y1: number, x2: number, y2: number): boolean {
  if (x < Math.min(x1, x2) - ON_BORDER_DEG || x > Math.max(x1, x2) + ON_BORDER_DEG) return false;
  if (y < Math.min(y1, y2) - ON_BORDER_DEG || y > Math.max(y1, y2) + ON_BORDER_DEG) return false;
  const dx = x2 - x1;
  const dy = y2 - y1;
  const length = Math.hypot(dx, dy);
  if (length === 0) return true;
  return Math.abs((x - x1) * dy - (y - y1) * dx) <= ON_BORDER_DEG * length;
}

function merged(intervals: [number, number][]): Interval[] {
  intervals.sort((a, b) => a[0] - b[0]);
  const joined: [number, number][] = [];
  for (const [from, to] of intervals) {
    const last = joined.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}
