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

const TRIES_MAX = 4;
const BACKOFF_MS = 150;

/** Drives the system from outside, as its users do: HTTP and a token, nothing else. */
export function caller(address: string, token: string): Caller {
  const send = async <T>(method: 'GET' | 'POST', path: string, init: RequestInit): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
      const answer = await tried(() => fetch(`${address}${path}`, { ...init, method }));
      if (answer?.ok) return (await answer.json()) as T;
      const mayRetry = !answer || answer.status === 503 || answer.status === 429;
      if (!mayRetry || attempt === TRIES_MAX) throw await refusalOf(answer, `${method} ${path}`);
      await new Promise((resolve) => setTimeout(resolve, BACKOFF_MS * attempt));
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

/** No answer at all: the connection broke. */
async function tried(run: () => Promise<Response>): Promise<Response | undefined> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

async function refusalOf(answer: Response | undefined, where: string): Promise<Refused> {
  if (!answer) return new Refused(0, 'unreachable', where, 'no answer');
  const text = await answer.text();
  const code = /"code":"([^"]+)"/.exec(text)?.[1] ?? 'unknown';
  return new Refused(answer.status, code, where, text.slice(0, 400));
}
