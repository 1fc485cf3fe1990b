import { setTimeout as sleep } from 'node:timers/promises';
import type { LngLat } from '@baogong/drizzle/rules/geo';
import { Unavailable } from '@baogong/drizzle/rules/refusal';
import { z } from 'zod';
import { type BreakerOptions, circuitBreaker, Silence } from './circuit-breaker.ts';
import { concurrencyGate } from './gate.ts';
import { type OsrmError, osrmCodes, osrmError } from './osrm-error.ts';

export interface OsrmGetOptions extends BreakerOptions {
  readonly baseUrl: string;
  /** The law that every answer must carry, see `law-token.ts`; a foreign engine has none. */
  readonly token?: string | undefined;
  /** For the largest question; smaller ones get less. */
  readonly timeoutMs?: number;
  readonly retriesMax?: number;
  readonly concurrencyMax?: number;
  /** In [0, 1); a test passes its own. */
  readonly random?: () => number;
  readonly fetch?: typeof fetch;
  /** What is longer is no answer. */
  readonly bytesMax?: number;
}

export interface OsrmQuestion<T> {
  /** Path and query below the base URL. */
  readonly path: string;
  readonly places: readonly LngLat[];
  readonly answer: z.ZodType<T>;
  readonly timeoutMs?: number;
  /** Later answers count against the engine. */
  readonly lateMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/** The engine answers by another law than the one that was asked for: nothing it says may be used. */
export class OtherLaw extends Unavailable {}

const TIMEOUT_MS = 10_000;
const RETRIES_MAX = 3;
const CONCURRENCY_MAX = 8;
const BYTES_MAX = 64 * 1024 ** 2;
const BACKOFF_MS = 50;
const BACKOFF_MAX_MS = 2_000;

const declined = z.object({ code: z.enum(osrmCodes), message: z.string().default('') });
const stamped = z.object({ data_version: z.string() });

/** What went wrong on the way, not with the question: the same GET may succeed. */
class Transient extends Error {}

/**
 * Asks OSRM: bounded, timed, retried when the line or the server failed, never when OSRM said no or nothing at all, and spared
 * when it is dead.
 */
export function osrmGet(options: OsrmGetOptions): <T>(question: OsrmQuestion<T>) => Promise<T> {
  const {
    timeoutMs = TIMEOUT_MS,
    retriesMax = RETRIES_MAX,
    concurrencyMax = CONCURRENCY_MAX,
    random = Math.random,
    bytesMax = BYTES_MAX,
    token,
  } = options;
  const base = options.baseUrl.replace(/\/$/, '');
  const gate = concurrencyGate(concurrencyMax);
  const breaker = circuitBreaker(options);
  const send = options.fetch ?? fetch;
  const name = `OSRM at ${base}`;
  return (question) => gate(() => breaker({ name, task: () => withRetries(question), lateMs: question.lateMs }));

  async function withRetries<T>(question: OsrmQuestion<T>): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      question.signal?.throwIfAborted();
      try {
        return await once(question);
      } catch (error) {
        if (!(error instanceof Transient)) throw error;
        if (attempt >= retriesMax) {
          const tries = `did not answer in ${attempt + 1} tries: ${error.message}`;
          throw new Unavailable(`OSRM at ${base} ${tries} (${askedFor(question)})`, { cause: error });
        }
        await sleep(Math.min(BACKOFF_MAX_MS, BACKOFF_MS * 2 ** attempt) * (0.5 + random()));
      }
    }
  }

  async function once<T>(question: OsrmQuestion<T>): Promise<T> {
    const { path, places, answer, signal } = question;
    const limitMs = Math.min(timeoutMs, question.timeoutMs ?? timeoutMs);
    const limit = AbortSignal.timeout(limitMs);
    let status: number;
    let text: string;
    try {
      const response = await send(`${base}${path}`, { signal: signal ? AbortSignal.any([signal, limit]) : limit });
      status = response.status;
      text = await textOf(response, bytesMax);
    } catch (error) {
      signal?.throwIfAborted();
      if (limit.aborted) {
        throw new Silence(`OSRM at ${base} gave no answer within ${limitMs} ms (${askedFor(question)})`, {
          cause: error,
        });
      }
      throw new Transient(error instanceof TooLong ? error.message : 'the connection failed', { cause: error });
    }
    if (status === 429 || status >= 500) throw new Transient(`HTTP ${status}`);

    const body = jsonOf(text);
    // A no carries no law. It is never used to close a way: what can be reached is the street search's to say.
    const refusal: OsrmError | undefined = refusalOf(body, places);
    if (refusal) throw refusal;
    requireToken(body);
    const parsed = answer.safeParse(body);
    if (!parsed.success) {
      const shape = `answered ${status} in no known shape`;
      throw new Unavailable(`OSRM at ${base} ${shape} (${askedFor(question)})`, { cause: parsed.error });
    }
    return parsed.data;
  }

  function requireToken(body: unknown): void {
    if (token === undefined) return;
    const stamp = stamped.safeParse(body);
    const found = stamp.success ? stamp.data.data_version : 'no law';
    if (found !== token) throw new OtherLaw(`OSRM at ${base} answers by ${found}, asked for was ${token}`);
  }
}

class TooLong extends Error {}

/** An engine that never ends its answer must not fill the memory until its time is over. */
async function textOf(response: Response, bytesMax: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.byteLength;
    if (bytes > bytesMax) throw new TooLong(`the answer is longer than ${bytesMax} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
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

/** Names the places of a failed question: "route 121.4,31.2 to 121.5,31.3". */
function askedFor({ path, places }: Pick<OsrmQuestion<unknown>, 'path' | 'places'>): string {
  const [service] = path.split('/').filter(Boolean);
  const last = places.length > 1 ? ` to ${places.at(-1)?.join()}` : '';
  return `${service} ${places[0]?.join()}${last}`;
}
