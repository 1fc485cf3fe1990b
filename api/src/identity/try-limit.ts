import { Refusal } from '@baogong/drizzle/rules/refusal';

export interface TryLimitOptions {
  /** What is tried: askers of one name share nothing with those of another. */
  readonly name: string;
  /** Tries that an asker has in one window. */
  readonly max: number;
  readonly windowS: number;
  /** A clock that never runs back. */
  readonly nowMs?: () => number;
}

export interface TryLimit {
  /** Counts a try of an asker, or refuses it. What it gives back undoes the count: the try was no guess. */
  spend(asker: string): Promise<() => Promise<void>>;
}

/** Makes limits that count where all counters of a city look, or in this process alone. */
export type MakeTryLimit = (options: TryLimitOptions) => TryLimit;

interface Window {
  readonly from: number;
  tries: number;
}

const ASKERS_MAX = 50_000;

/**
 * Stops somebody who tries again and again what only chance would let him find. A try counts before it is judged, so that
 * many at once are no way round; wall time, of this process alone.
 */
export function tryLimit({ max, windowS, nowMs = () => performance.now() }: Omit<TryLimitOptions, 'name'>): TryLimit {
  const windows = new Map<string, Window>();
  return {
    async spend(asker) {
      const now = nowMs();
      const window = openWindow(windows, { asker, now, windowMs: windowS * 1000 });
      if (window.tries >= max) {
        throw tooManyTries({ max, windowS, leftS: (window.from - now) / 1000 + windowS });
      }
      window.tries += 1;
      return async () => {
        window.tries -= 1;
      };
    },
  };
}

export function tooManyTries({ max, windowS, leftS }: { max: number; windowS: number; leftS: number }): Refusal {
  const retryAfterS = Math.max(1, Math.ceil(leftS));
  return new Refusal('tooManyTries', { accepted: `at most ${max} tries in ${windowS} s`, retryAfterS });
}

function openWindow(
  windows: Map<string, Window>,
  { asker, now, windowMs }: { asker: string; now: number; windowMs: number },
): Window {
  const known = windows.get(asker);
  if (known && now - known.from < windowMs) return known;

  const opened = { from: now, tries: 0 };
  // Written anew, so that the first entry is always the oldest window.
  windows.delete(asker);
  const [oldest] = windows.keys();
  if (oldest !== undefined && windows.size >= ASKERS_MAX) windows.delete(oldest);
  windows.set(asker, opened);
  return opened;
}
