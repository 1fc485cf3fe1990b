import type { ClientResponse } from 'hono/client';
import { Offline, type Problem, Refused } from './failure.ts';

type Good = 200 | 201 | 202 | 204;

/** What a call answers when all goes well. */
export type GoodBody<R> =
  R extends ClientResponse<infer Body, infer Status, string> ? (Status extends Good ? Body : never) : never;

/** The body of a good answer; everything else is thrown as one of two failures. */
export async function answer<R extends ClientResponse<unknown, number, string>>(
  sent: Promise<R>,
): Promise<GoodBody<R>> {
  const response = await sent.catch((cause: unknown) => {
    throw new Offline(cause);
  });
  if (!response.ok) throw new Refused(await problemOf(response));
  // The contract ties the status to the body, and the status is a good one.
  return (response.status === 204 ? undefined : await response.json()) as GoodBody<R>;
}

async function problemOf(response: ClientResponse<unknown, number, string>): Promise<Problem> {
  const body: unknown = await response.json().catch(() => undefined);
  if (isProblem(body)) return body;
  return {
    status: response.status,
    code: 'unavailable',
    title: '服务暂不可用，请稍候再试',
    titleEn: 'A service is unavailable, please try again',
  };
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'title' in body && 'titleEn' in body;
}

/** Every change names itself, so that a repeat of it is not a second one. */
export function keyed(key: string) {
  return { 'Idempotency-Key': key };
}

/** `crypto.randomUUID` needs a secure context, which plain HTTP in a local network is not. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
