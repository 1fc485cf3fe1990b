import http, { type RefinedParams, type RefinedResponse } from 'k6/http';
import { target } from './target.ts';
import { answers, serverErrors } from './thresholds.ts';

type Answer = RefinedResponse<'text'>;

const KEY_BYTES = 16;

/** A new Idempotency-Key. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** One person's calls at one counter. `route` is the template, so that a thousand orders count as one row in the summary. */
export function session(
  token: string,
  counter = target.api,
): {
  get(route: string, params?: Record<string, string>): Answer;
  post(route: string, body: unknown, key: string, params?: Record<string, string>): Answer;
} {
  return {
    get: (route, params) => seen(http.get(url(counter, route, params), told(token, route))),
    post: (route, body, key, params) =>
      seen(http.post(url(counter, route, params), JSON.stringify(body), told(token, route, key))),
  };
}

/** The same order pressed again before the first answer is there, and the balancer sends the second to another counter. */
export function pressTwice(
  token: string,
  { counters, route, body, key }: { counters: readonly string[]; route: string; body: unknown; key: string },
): Answer[] {
  const params = told(token, route, key);
  return http
    .batch(counters.map((counter) => ['POST', url(counter, route), JSON.stringify(body), params] as const))
    .map((answer) => seen(answer as Answer));
}

/** A refusal in its own words is an answer, not a failure of the system. */
const expected = http.expectedStatuses({ min: 200, max: 399 }, 409, 422, 429);

function told(token: string, route: string, key?: string): RefinedParams<'text'> {
  return {
    headers: {
      Authorization: `Bearer ${token}`,
      ...(key && { 'Content-Type': 'application/json', 'Idempotency-Key': key }),
    },
    tags: { name: route },
    responseCallback: expected,
  };
}

function seen(answer: Answer): Answer {
  serverErrors.add(answer.status === 0 || answer.status >= 500 ? 1 : 0);
  answers.add(1);
  return answer;
}

function url(counter: string, route: string, params: Record<string, string> = {}): string {
  return counter + route.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
}
