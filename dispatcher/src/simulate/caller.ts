import { newId } from '@baogong/drizzle/rules/ids';

/** An answer that is not a success, with the stable code of its problem. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, where: string, detail: string) {
    super(`${where}: ${status} ${code} ${detail}`);
    this.name = 'Refused';
    this.status = status;
    this.code = code;
  }
}

/** One person's or device's way to the counter. */
export interface Caller {
  get<T>(path: string): Promise<T>;
  /** Every call is a new deed with a key of its own; a lost answer is asked for again under the same key. */
  post<T>(path: string, body?: unknown): Promise<T>;
}

/** Long enough for a counter that was killed to be started again. */
const TRIES_MAX = 12;
const BACKOFF_MS = 100;
const BACKOFF_MAX_MS = 1_000;

interface Answer {
  readonly status: number;
  readonly text: string;
}

/**
 * Drives the system from outside, as its users do: HTTP and a token, nothing else. Of several counters each caller keeps to
 * one, and goes to the next when it does not answer.
 */
export function caller(addresses: readonly string[], token: string): Caller {
  let counter = firstCounter(token, addresses.length);
  const send = async <T>(method: 'GET' | 'POST', path: string, init: RequestInit): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
      const answer = await answerOf(`${addresses[counter]}${path}`, { ...init, method });
      if (answer && answer.status < 300) return JSON.parse(answer.text) as T;
      const mayRetry = !answer || answer.status === 503 || answer.status === 429;
      if (!mayRetry || attempt === TRIES_MAX) throw refusalOf(answer, `${method} ${path}`);
      counter = (counter + 1) % addresses.length;
      await new Promise((resolve) => setTimeout(resolve, Math.min(BACKOFF_MAX_MS, BACKOFF_MS * attempt)));
    }
  };
  const authorization = `Bearer ${token}`;
  return {
    get: (path) => send('GET', path, { headers: { authorization } }),
    post: (path, body) =>
      send('POST', path, {
        headers: {
          authorization,
          'idempotency-key': newId(),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
  };
}

function firstCounter(token: string, counters: number): number {
  return [...token].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % counters;
}

/** Nothing when the connection broke before the whole answer was there. */
async function answerOf(url: string, init: RequestInit): Promise<Answer | undefined> {
  try {
    const answer = await fetch(url, init);
    return { status: answer.status, text: await answer.text() };
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function refusalOf(answer: Answer | undefined, where: string): Refused {
  if (!answer) return new Refused(0, 'unreachable', where, 'no answer');
  const code = /"code":"([^"]+)"/.exec(answer.text)?.[1] ?? 'unknown';
  return new Refused(answer.status, code, where, answer.text.slice(0, 400));
}
