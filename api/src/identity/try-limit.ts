import { Refusal } from '@baogong/drizzle/rules/refusal';

export interface TryLimitOptions {
  /** Tries that an asker has in one window. */
  readonly max: number;
  readonly windowS: number;
  /** A clock that never runs back. */
  readonly nowMs?: () => number;
}

export interface TryLimit {
  /** Counts a try of an asker, or refuses it. What it gives back undoes the count: the try was no guess. */
  spend(asker: string): () => void;
}

interface Window {
  readonly from: number;
  tries: number;
}

const ASKERS_MAX = 50_000;

/**
 * Stops somebody who tries again and again what only chance would let him find. A try counts before it is judged, so that
 * many at once are no way round; wall time, of this process alone.
 */
export function tryLimit({ max, windowS, nowMs = () => performance.now() }: TryLimitOptions): TryLimit {
  const windows = new Map<string, Window>();
  return {
    spend(asker) {
      const now = nowMs();
      const window = openWindow(windows, { asker, now, windowMs: windowS * 1000 });
      if (window.tries >= max) {
        const retryAfterS = Math.max(1, Math.ceil((window.from - now) / 1000 + windowS));
        throw new Refusal('tooManyTries', { accepted: `at most ${max} tries in ${windowS} s`, retryAfterS });
      }
      window.tries += 1;
      return () => {
        window.tries -= 1;
      };
    },
  };
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
