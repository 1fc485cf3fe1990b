import type { Interval } from '../area.ts';
import type { Overlay } from './law.ts';

/** Below this a touch is rounding. */
const SAME = 1e-9;

/** The parts of an arc, in travel direction, that lie in none of the overlays. */
export function freeParts(overlays: readonly Overlay[], arc: number): Interval[] {
  const closed = overlays
    .flatMap(({ inside }) => inside.get(arc >> 1) ?? [])
    .map(([from, to]): Interval => (arc & 1 ? [1 - to, 1 - from] : [from, to]))
    .sort((a, b) => a[0] - b[0]);
  const free: Interval[] = [];
  let at = 0;
  for (const [from, to] of closed) {
    if (from > at + SAME) free.push([at, from]);
    at = Math.max(at, to);
  }
  if (at < 1 - SAME) free.push([at, 1]);
  return free;
}

/** The first fraction at or after `from` that no overlay holds; 1 when they hold the rest of the arc. */
export function firstFree(overlays: readonly Overlay[], arc: number, from: number): number {
  const part = freeParts(overlays, arc).find(([, to]) => to > from + SAME);
  return part ? Math.max(part[0], from) : 1;
}

/** How far one may go from `from` before an overlay begins; `from` itself where one holds it already. */
export function freeUntil(overlays: readonly Overlay[], arc: number, from: number): number {
  const part = freeParts(overlays, arc).find(([start, to]) => from >= start - SAME && to > from + SAME);
  return part ? part[1] : from;
}
