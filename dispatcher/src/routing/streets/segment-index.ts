import type { Box } from '../area.ts';
import type { StreetGraph } from './graph.ts';

const CELL_M = 150;
const M_PER_DEG = 111_195;

/** A grid over the segments' boxes. Longitudes are scaled to metres at the network's middle latitude. */
export interface SegmentIndex {
  /** Every segment whose cells meet the box, once each, in ascending order. */
  inBox(box: Box): Int32Array;
  /** Calls `visit` with the segments of growing square rings around a position until `visit` returns false. */
  around(
    lng: number,
    lat: number,
    limitM: number,
    visit: (segments: readonly number[], ringM: number) => boolean,
  ): void;
}

export function segmentIndex(graph: StreetGraph): SegmentIndex {
  const west = minimum(graph.lng);
  const south = minimum(graph.lat);
  const lngCell = CELL_M / (M_PER_DEG * Math.cos((south * Math.PI) / 180));
  const latCell = CELL_M / M_PER_DEG;
  const cells = new Map<number, number[]>();
  const columns = 1 << 20;

  for (let s = 0; s < graph.segmentCount; s++) {
    const a = graph.fromNode[s] ?? 0;
    const b = graph.toNode[s] ?? 0;
    const [ax, ay, bx, by] = [graph.lng[a] ?? 0, graph.lat[a] ?? 0, graph.lng[b] ?? 0, graph.lat[b] ?? 0];
    const box: Box = [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)];
    forCells(box, (key) => {
      const cell = cells.get(key);
      if (cell) cell.push(s);
      else cells.set(key, [s]);
    });
  }

  return { inBox, around };

  function column(lng: number) {
    return Math.floor((lng - west) / lngCell);
  }

  function row(lat: number) {
    return Math.floor((lat - south) / latCell);
  }

  function forCells(box: Box, each: (key: number) => void) {
    for (let y = row(box[1]); y <= row(box[3]); y++) {
      for (let x = column(box[0]); x <= column(box[2]); x++) each(y * columns + x);
    }
  }

  function inBox(box: Box): Int32Array {
    const found = new Set<number>();
    const wide = (row(box[3]) - row(box[1]) + 1) * (column(box[2]) - column(box[0]) + 1) > cells.size;
    if (wide) {
      for (const cell of cells.values()) for (const s of cell) found.add(s);
    } else {
      forCells(box, (key) => {
        for (const s of cells.get(key) ?? []) found.add(s);
      });
    }
    return Int32Array.from(found).sort();
  }

  function around(
    lng: number,
    lat: number,
    limitM: number,
    visit: (segments: readonly number[], ringM: number) => boolean,
  ) {
    const x0 = column(lng);
    const y0 = row(lat);
    const rings = Math.ceil(limitM / CELL_M) + 1;
    for (let ring = 0; ring <= rings; ring++) {
      const segments: number[] = [];
      for (let y = y0 - ring; y <= y0 + ring; y++) {
        const step = y === y0 - ring || y === y0 + ring ? 1 : 2 * ring;
        for (let x = x0 - ring; x <= x0 + ring; x += step || 1) segments.push(...(cells.get(y * columns + x) ?? []));
      }
      // What later rings hold lies at least this far away.
      if (!visit(segments, ring * CELL_M)) return;
    }
  }
}

function minimum(values: Float64Array): number {
  return values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
}
