import { randomUUID } from 'node:crypto';
import { type Client, createClient } from '@baogong/api/client';
import type { ClientResponse } from 'hono/client';
import type { GoodBody } from '../shared/api/answer.ts';

export type Line = [number, number][];

export function clientOf(address: string, token: string | undefined): Client {
  return createClient(address, { headers: { Authorization: `Bearer ${token ?? ''}` } });
}

export const once = () => ({ 'Idempotency-Key': randomUUID() });

/** The body of an answer that must be a good one. */
export async function good<R extends ClientResponse<unknown, number, string>>(sent: Promise<R>): Promise<GoodBody<R>> {
  const response = await sent;
  const body = await response.json();
  if (!response.ok) throw new Error(`${response.status}: ${JSON.stringify(body)}`);
  // The contract ties the body to the status, and the status is a good one.
  return body as GoodBody<R>;
}

/** Asks until it is so; a deadline tells what was seen last. */
export async function eventually<T>(ask: () => Promise<T>, isSo: (seen: T) => boolean, timeoutMs = 90_000): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const seen = await ask();
    if (isSo(seen)) return seen;
    if (performance.now() > deadline)
      throw new Error(`not so within ${timeoutMs} ms: ${JSON.stringify(seen).slice(0, 500)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
