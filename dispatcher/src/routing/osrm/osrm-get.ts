import { setTimeout as sleep } from 'node:timers/promises';
import type { LngLat } from '@baogong/drizzle/rules/geo';
import { Unavailable } from '@baogong/drizzle/rules/refusal';
import { z } from 'zod';
import { concurrencyGate } from './gate.ts';
import { type OsrmError, osrmCodes, osrmError } from './osrm-error.ts';

export interface OsrmGetOptions {
  readonly baseUrl: string;
  readonly timeoutMs?: number;
  readonly retriesMax?: number;
  readonly concurrencyMax?: number;
  /** In [0, 1); a test passes its own. */
  readonly random?: () => number;
  readonly fetch?: typeof fetch;
}

export interface OsrmQuestion<T> {
  /** Path and query below the base URL. */
  readonly path: string;
  readonly places: readonly LngLat[];
  readonly answer: z.ZodType<T>;
  readonly signal?: AbortSignal | undefined;
}

const TIMEOUT_MS = 10_000;
const RETRIES_MAX = 3;
const CONCURRENCY_MAX = 8;
const BACKOFF_MS = 50;
const BACKOFF_MAX_MS = 2_000;

const declined = z.object({ code: z.enum(osrmCodes), message: z.string().default('') });

/** What went wrong on the way, not with the question: the same GET may succeed. */
class Transient extends Error {}

/** Asks OSRM: bounded, timed, retried when the line or the server failed, never when OSRM said no. */
export function osrmGet(options: OsrmGetOptions): <T>(question: OsrmQuestion<T>) => Promise<T> {
  const {
    timeoutMs = TIMEOUT_MS,
    retriesMax = RETRIES_MAX,
    concurrencyMax = CONCURRENCY_MAX,
    random = Math.random,
  } = options;
  const base = options.baseUrl.replace(/\/$/, '');
  const gate = concurrencyGate(concurrencyMax);
  const send = options.fetch ?? fetch;
  return (question) => gate(() => withRetries(question));

  async function withRetries<T>(question: OsrmQuestion<T>): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      question.signal?.throwIfAborted();
      try {
        return await once(question);
      } catch (error) {
        if (!(error instanceof Transient)) throw error;
        if (attempt >= retriesMax) {
          throw new Unavailable(`OSRM at ${base} did not answer in ${attempt + 1} tries: ${error.message}`, {
            cause: error,
          });
        }
        await sleep(Math.min(BACKOFF_MAX_MS, BACKOFF_MS * 2 ** attempt) * (0.5 + random()));
      }
    }
  }

  async function once<T>({ path, places, answer, signal }: OsrmQuestion<T>): Promise<T> {
    const limit = AbortSignal.timeout(timeoutMs);
    let status: number;
    let text: string;
    try {
      const response = await send(`${base}${path}`, { signal: signal ? AbortSignal.any([signal, limit]) : limit });
      status = response.status;
      text = await response.text();
    } catch (error) {
      signal?.throwIfAborted();
      throw new Transient(limit.aborted ? `no answer within ${timeoutMs} ms` : 'the connection failed', {
        cause: error,
      });
    }
    if (status === 429 || status >= 500) throw new Transient(`HTTP ${status}`);

    const body = jsonOf(text);
    const refusal: OsrmError | undefined = refusalOf(body, places);
    if (refusal) throw refusal;
    const parsed = answer.safeParse(body);
    if (!parsed.success)
      throw new Unavailable(`OSRM at ${base} answered ${status} in no known shape`, { cause: parsed.error });
    return parsed.data;
  }
}

/** A cut-off answer is a failure of the line. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Transient('the answer is not JSON', { cause: error });
  }
}

function refusalOf(body: unknown, places: readonly LngLat[]): OsrmError | undefined {
  const parsed = declined.safeParse(body);
  return parsed.success ? osrmError(parsed.data.code, parsed.data.message, places) : undefined;
}
