import { distanceM, type LngLat } from './geo.ts';
import type { Verdict } from './refusal.ts';
import { accepted, refused } from './verdict.ts';

/** Where somebody was, and when. */
export interface TimedPoint {
  readonly at: Date;
  readonly point: LngLat;
}

/** No vehicle on a street is faster than this over some seconds; a single fix of a phone may well be. */
export const SPEED_MAX_MPS = 50;
export const SPEED_OVER_S = 10;
/** A device's clock may run ahead a little. */
export const AHEAD_MAX_S = 5;

interface Reported {
  /** When the traveller set off or was last seen. */
  readonly after: Date;
  readonly reported: readonly TimedPoint[];
  readonly now: Date;
}

/** Times that never fall, from the last one known to now; gives the positions with none later than now. */
export function positionTimesVerdict({ after, reported, now }: Reported): Verdict<readonly TimedPoint[]> {
  const latest = now.getTime() + AHEAD_MAX_S * 1000;
  let from = after;
  for (const [index, { at }] of reported.entries()) {
    if (at < from || at.getTime() > latest) {
      const accepts = `rising, from ${from.toISOString()} to ${now.toISOString()}`;
      return refused('invalidInput', { field: `positions[${index}].at`, value: at.toISOString(), accepted: accepts });
    }
    from = at;
  }
  return accepted(reported.map(({ at, point }) => ({ at: at < now ? at : now, point })));
}

/**
 * Could somebody have driven this? Over the seconds before each position, the way since the position before counts in
 * proportion to its time: one that took no time counts in full.
 */
export function positionSpeedVerdict({
  known,
  reported,
}: {
  /** The latest positions before, oldest first. */
  readonly known: readonly TimedPoint[];
  readonly reported: readonly TimedPoint[];
}): Verdict {
  const track = [...known, ...reported];
  const wayM = track.map(({ point }, i) => distanceM(track[i - 1]?.point ?? point, point));
  for (const index of reported.keys()) {
    const metres = metresBefore(track, { wayM, end: known.length + index });
    if (metres <= SPEED_MAX_MPS * SPEED_OVER_S) continue;
    return refused('positionImplausible', {
      field: `positions[${index}].point`,
      value: `${Math.round(metres)} m in ${SPEED_OVER_S} s`,
      accepted: `at most ${SPEED_MAX_MPS} m/s over ${SPEED_OVER_S} s`,
    });
  }
  return accepted(undefined);
}

/** Metres of the way to a position that fall into the seconds before it. */
function metresBefore(track: readonly TimedPoint[], { wayM, end }: { wayM: readonly number[]; end: number }): number {
  const from = (track[end]?.at.getTime() ?? 0) - SPEED_OVER_S * 1000;
  let metres = 0;
  for (let i = end; i > 0; i--) {
    const [start, arrive] = [track[i - 1]?.at.getTime() ?? 0, track[i]?.at.getTime() ?? 0];
    if (arrive < from) break;
    const share = arrive > start ? (arrive - Math.max(start, from)) / (arrive - start) : 1;
    metres += (wayM[i] ?? 0) * share;
  }
  return metres;
}
