import { Unavailable } from '@baogong/drizzle/rules/refusal';

export interface BreakerOptions {
  /** Failures in a row after which nothing is asked for a while. */
  readonly failuresMax?: number;
  /** The first rest; each trial that fails doubles it. */
  readonly restMs?: number;
  readonly restMsMax?: number;
  /** A clock that only runs forward; a test passes its own. */
  readonly nowMs?: () => number;
}

/** No answer came in the time that was given for it: whoever asks again waits as long again. */
export class Silence extends Unavailable {}

interface Tried<T> {
  readonly name: string;
  readonly task: () => Promise<T>;
  /** An answer that takes longer is used, and counts as a failure: a slow engine is no help to whoever asks for many legs. */
  readonly lateMs?: number | undefined;
}

const FAILURES_MAX = 3;
const REST_MS = 500;
const REST_MS_MAX = 30_000;

/**
 * Spares a dead engine, and whoever waits for it: after failures in a row, or a silence, only one trial at a time goes
 * through.
 */
export function circuitBreaker({
  failuresMax = FAILURES_MAX,
  restMs = REST_MS,
  restMsMax = REST_MS_MAX,
  nowMs = () => performance.now(),
}: BreakerOptions = {}): <T>(tried: Tried<T>) => Promise<T> {
  let failures = 0;
  let nextRestMs = restMs;
  let restsUntilMs = 0;
  let isTrying = false;

  return async ({ name, task, lateMs = Number.POSITIVE_INFINITY }) => {
    const isOpen = failures >= failuresMax;
    if (isOpen && (isTrying || nowMs() < restsUntilMs)) {
      throw new Unavailable(`${name} is left alone after ${failures} failures in a row`);
    }
    isTrying = isOpen;
    const beganMs = nowMs();
    try {
      const result = await task();
      if (nowMs() - beganMs > lateMs) fail();
      else succeed();
      return result;
    } catch (error) {
      // A no is an answer, and who gave up waiting has learnt nothing.
      if (error instanceof Silence) fail(failuresMax);
      else if (error instanceof Unavailable) fail();
      else if (!isAbort(error)) succeed();
      throw error;
    } finally {
      if (isOpen) isTrying = false;
    }
  };

  function succeed() {
    failures = 0;
    nextRestMs = restMs;
  }

  function fail(times = 1) {
    failures = Math.max(failures + 1, times);
    if (failures < failuresMax) return;
    restsUntilMs = nowMs() + nextRestMs;
    nextRestMs = Math.min(restMsMax, 2 * nextRestMs);
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
