import { distanceM, type LngLat } from '@baogong/drizzle/rules/geo';
import type { Profile } from '@baogong/drizzle/rules/vocabulary';

/** Boxes are carried, and a vehicle creeps, between the street and the place itself. */
const connectorMps: Readonly<Record<Profile, number>> = { car: 2.5, ebike: 1.4, foot: 1.4 };

export function connectorMs(metres: number, profile: Profile): number {
  return (metres / connectorMps[profile]) * 1000;
}

/** An engine's line runs from street to street; ours runs from place to place, so that legs join without a gap. */
export function joinPlaces(
  from: LngLat,
  line: readonly LngLat[],
  to: LngLat,
): { line: LngLat[]; snappedM: [number, number] } {
  const first = line[0] ?? from;
  const last = line.at(-1) ?? to;
  return { line: withoutRepeats([from, ...line, to]), snappedM: [distanceM(from, first), distanceM(last, to)] };
}

/** A line has at least two positions, even where it stays in one place. */
export function withoutRepeats(line: readonly LngLat[]): LngLat[] {
  const kept = line.filter((point, i) => {
    const before = line[i - 1];
    return !before || before[0] !== point[0] || before[1] !== point[1];
  });
  const only = kept[0];
  return kept.length === 1 && only ? [only, only] : kept;
}
