import { distanceM, type LngLat, lineLengthM } from './geo.ts';

/** Beyond this from the line, a traveller is no longer taken to be on it, unless no other place fits. */
const ON_LINE_M = 30;

interface Projection {
  readonly segment: number;
  readonly at: LngLat;
  readonly offM: number;
  readonly alongM: number;
}

/**
 * What is left of a planned line for a traveller who stands at `position` after driving `drivenM` metres of it. Where the
 * line passes the position twice, the pass that fits the metres driven counts. The rest starts at the position itself and
 * ends at the line's end; it always has at least two positions.
 */
export function restOfLine(line: readonly LngLat[], position: LngLat, drivenM: number): LngLat[] {
  const passes = projections(line, position);
  const near = passes.filter((pass) => pass.offM <= ON_LINE_M);
  const best = (near.length > 0 ? near : passes).reduce((one, other) =>
    fit(other, drivenM, near.length > 0) < fit(one, drivenM, near.length > 0) ? other : one,
  );

  const rest = [position, ...line.slice(best.segment + 1)];
  const last = rest.at(-1) ?? position;
  return rest.length >= 2 && lineLengthM(rest) > 0 ? rest : [position, last];
}

function fit(pass: Projection, drivenM: number, onLine: boolean): number {
  return onLine ? Math.abs(pass.alongM - drivenM) : pass.offM;
}

function projections(line: readonly LngLat[], position: LngLat): Projection[] {
  const found: Projection[] = [];
  let alongM = 0;
  for (let segment = 0; segment + 1 < line.length; segment++) {
    const from = line[segment];
    const to = line[segment + 1];
    if (!from || !to) continue;
    const at = nearestOnSegment(from, to, position);
    found.push({ segment, at, offM: distanceM(at, position), alongM: alongM + distanceM(from, at) });
    alongM += distanceM(from, to);
  }
  return found.length > 0 ? found : [{ segment: 0, at: position, offM: 0, alongM: 0 }];
}

/** Planar projection in a frame scaled to the latitude: exact enough for segments of a street. */
function nearestOnSegment(from: LngLat, to: LngLat, position: LngLat): LngLat {
  const scale = Math.cos((position[1] * Math.PI) / 180);
  const dx = (to[0] - from[0]) * scale;
  const dy = to[1] - from[1];
  const squared = dx * dx + dy * dy;
  if (squared === 0) return from;
  const share = ((position[0] - from[0]) * scale * dx + (position[1] - from[1]) * dy) / squared;
  const clamped = Math.min(1, Math.max(0, share));
  return [from[0] + (to[0] - from[0]) * clamped, from[1] + (to[1] - from[1]) * clamped];
}
