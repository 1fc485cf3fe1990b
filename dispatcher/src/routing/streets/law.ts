import { createHash } from 'node:crypto';
import type { MultiPolygonCoordinates } from '@baogong/drizzle/rules/geo';
import type { Profile } from '@baogong/drizzle/rules/vocabulary';
import { type Area, complement, type Interval, insideIntervals, prepareArea } from '../area.ts';
import { type Components, strongComponents, weakPieces } from './components.ts';
import { nodeAt, type StreetGraph } from './graph.ts';
import type { SegmentIndex } from './segment-index.ts';

/** What polygons leave of the streets: whole segments, and of cut ones the two parts that hang on a node. */
export interface StreetLaw {
  /** 1 where the whole segment is open. */
  readonly open: Uint8Array;
  /** For closed segments that are open near a node: open in [0, head] and [tail, 1]. */
  readonly parts: ReadonlyMap<number, OpenEnds>;
  readonly avoided: readonly Area[];
  readonly confine: Area | undefined;
  components(profile: Profile): Components;
  /** Which nodes open streets join at all, in whatever direction. */
  pieces(profile: Profile): Int32Array;
}

export interface OpenEnds {
  readonly head: number;
  readonly tail: number;
}

/** A polygon laid over the streets: the parts of each touched segment that lie in it. */
export interface Overlay {
  readonly area: Area;
  readonly inside: ReadonlyMap<number, readonly Interval[]>;
}

export interface LawBook {
  law(avoid: readonly MultiPolygonCoordinates[], confineTo?: MultiPolygonCoordinates): StreetLaw;
  overlay(polygon: MultiPolygonCoordinates): Overlay;
}

const LAWS_KEPT = 256;
const OVERLAYS_KEPT = 1024;
/** Shorter touches (a corner on a street's edge) close nothing. */
export const TOUCH_M = 0.05;

/** Compiles polygons into the streets exactly; each polygon is laid over them once, each combination kept by its hash. */
export function lawBook(graph: StreetGraph, index: SegmentIndex): LawBook {
  const laws = new Map<string, StreetLaw>();
  const overlays = new Map<string, Overlay>();
  const keys = new WeakMap<MultiPolygonCoordinates, string>();

  return {
    overlay,
    law(avoid, confineTo) {
      const unique = new Map(avoid.map((polygon) => [keyOf(polygon), polygon]));
      const key = `${[...unique.keys()].sort().join()}|${confineTo ? keyOf(confineTo) : ''}`;
      return remembered(laws, LAWS_KEPT, key, () =>
        compileLaw(graph, [...unique.values()].map(overlay), confineTo && overlay(confineTo)),
      );
    },
  };

  function overlay(polygon: MultiPolygonCoordinates): Overlay {
    return remembered(overlays, OVERLAYS_KEPT, keyOf(polygon), () => layOver(graph, index, prepareArea(polygon)));
  }

  function keyOf(polygon: MultiPolygonCoordinates): string {
    const known = keys.get(polygon);
    if (known) return known;
    const key = createHash('sha1').update(JSON.stringify(polygon)).digest('base64');
    keys.set(polygon, key);
    return key;
  }
}

function layOver(graph: StreetGraph, index: SegmentIndex, area: Area): Overlay {
  const inside = new Map<number, readonly Interval[]>();
  for (const segment of index.inBox(area.box)) {
    const intervals = insideIntervals(
      area,
      nodeAt(graph, graph.fromNode[segment] ?? 0),
      nodeAt(graph, graph.toNode[segment] ?? 0),
    );
    if (intervals.length > 0) inside.set(segment, intervals);
  }
  return { area, inside };
}

function compileLaw(graph: StreetGraph, avoided: readonly Overlay[], confine: Overlay | undefined): StreetLaw {
  const open = new Uint8Array(graph.segmentCount).fill(1);
  const parts = new Map<number, OpenEnds>();
  for (const { inside } of avoided) {
    for (const [segment, closed] of inside) close(segment, closed);
  }
  if (confine) {
    for (let s = 0; s < graph.segmentCount; s++) close(s, complement(confine.inside.get(s) ?? []));
  }

  const components = new Map<Profile, Components>();
  const pieces = new Map<Profile, Int32Array>();
  return {
    open,
    parts,
    avoided: avoided.map(({ area }) => area),
    confine: confine?.area,
    components(profile) {
      const known = components.get(profile) ?? strongComponents(graph, profile, open);
      components.set(profile, known);
      return known;
    },
    pieces(profile) {
      const known = pieces.get(profile) ?? weakPieces(graph, profile, open);
      pieces.set(profile, known);
      return known;
    },
  };

  function close(segment: number, closed: readonly Interval[]) {
    const touch = TOUCH_M / Math.max(graph.lengthM[segment] ?? 0, TOUCH_M / 2);
    const felt = closed.filter(([from, to]) => to - from > touch || (from === 0 && to === 1));
    const first = felt[0];
    const last = felt.at(-1);
    if (!first || !last) return;

    const before = open[segment] ? { head: 1, tail: 0 } : (parts.get(segment) ?? { head: 0, tail: 1 });
    const ends = { head: Math.min(before.head, first[0]), tail: Math.max(before.tail, last[1]) };
    open[segment] = 0;
    if (ends.head > 0 || ends.tail < 1) parts.set(segment, ends);
    else parts.delete(segment);
  }
}

/** Least recently used entries go first; a Map keeps its keys in the order of setting. */
function remembered<V>(cache: Map<string, V>, kept: number, key: string, make: () => V): V {
  const value = cache.get(key) ?? make();
  cache.delete(key);
  cache.set(key, value);
  const oldest = cache.keys().next();
  if (cache.size > kept && !oldest.done) cache.delete(oldest.value);
  return value;
}
