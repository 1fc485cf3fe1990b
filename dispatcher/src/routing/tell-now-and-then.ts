import type { OnUnavailable } from './done-without.ts';

interface Told {
  readonly engine: string;
  readonly message: string;
  /** How often this engine failed since it was last told of. */
  readonly times: number;
}

/** An engine that is away fails at every question; once in a while is enough to know. */
const EVERY_MS = 10_000;

/** Tells of the first failure of an engine at once, and of the later ones together. */
export function tellNowAndThen(tell: (told: Told) => void, nowMs = () => performance.now()): OnUnavailable {
  const since = new Map<string, { toldMs: number; times: number }>();
  return (error, engine) => {
    const known = since.get(engine) ?? { toldMs: Number.NEGATIVE_INFINITY, times: 0 };
    known.times++;
    since.set(engine, known);
    if (nowMs() - known.toldMs < EVERY_MS) return;
    tell({ engine, message: error.message, times: known.times });
    since.set(engine, { toldMs: nowMs(), times: 0 });
  };
}
