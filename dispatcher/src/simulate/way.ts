import { distanceM, type LngLat } from '@baogong/drizzle/rules/geo';

export interface TimedPosition {
  readonly at: string;
  readonly point: LngLat;
}

/** A way driven at an even pace from `departedMs` to `arrivesMs`. */
export interface Way {
  readonly line: readonly LngLat[];
  readonly departedMs: number;
  readonly arrivesMs: number;
}

/** The vertices passed after `afterMs` up to `untilMs`, and where the traveller is then, each at its own time. */
export function passed(way: Way, afterMs: number, untilMs: number): TimedPosition[] {
  const alongM = distances(way.line);
  const totalM = alongM.at(-1) ?? 0;
  const spanMs = Math.max(1, way.arrivesMs - way.departedMs);
  const endMs = Math.min(untilMs, way.arrivesMs);
  const found: { ms: number; point: LngLat }[] = [];
  way.line.forEach((point, index) => {
    const share = totalM === 0 ? 1 : (alongM[index] ?? 0) / totalM;
    const ms = way.departedMs + share * spanMs;
    if (ms > afterMs && ms <= endMs) found.push({ ms, point });
  });
  const here = pointAt(way.line, alongM, totalM * Math.min(1, (endMs - way.departedMs) / spanMs));
  const last = found.at(-1);
  if (here && endMs > afterMs && (!last || distanceM(last.point, here) > 0.01)) found.push({ ms: endMs, point: here });
  return found.map(({ ms, point }) => ({ at: new Date(Math.floor(ms)).toISOString(), point }));
}

function distances(line: readonly LngLat[]): number[] {
  let sum = 0;
  return line.map((point, index) => {
    const before = line[index - 1];
    if (before) sum += distanceM(before, point);
    return sum;
  });
}

function pointAt(line: readonly LngLat[], alongM: readonly number[], wantedM: number): LngLat | undefined {
  const index = alongM.findIndex((each) => each >= wantedM);
  const to = line[index];
  const from = line[index - 1];
  if (!to || !from) return to ?? line.at(-1);
  const fromM = alongM[index - 1] ?? 0;
  const lengthM = (alongM[index] ?? 0) - fromM;
  const share = lengthM === 0 ? 1 : (wantedM - fromM) / lengthM;
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
}
