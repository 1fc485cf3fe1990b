import { setTimeout as delay } from 'node:timers/promises';

export interface Purchase {
  readonly address: string;
  readonly token: string;
  readonly key: string;
  readonly skuId: string;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
}

const TRIES_MAX = 30;
const AGAIN_MS = 500;
const UNAVAILABLE = 503;

/** One unit of one item. Who is told that the system is overloaded asks again, under the same key. */
export async function buy(purchase: Purchase): Promise<Answer | undefined> {
  for (let tries = 1; ; tries++) {
    const answer = await ask(purchase);
    if (answer?.status !== UNAVAILABLE || tries === TRIES_MAX) return answer;
    await delay(AGAIN_MS * Math.random() * tries);
  }
}

/** Without an answer nobody knows whether it was bought: only the same key can tell. */
async function ask({ address, token, key, skuId }: Purchase): Promise<Answer | undefined> {
  try {
    const response = await fetch(`${address}/v1/orders`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ lines: [{ skuId, quantity: 1 }] }),
    });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    // The connection broke, as it does when a server is killed.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

export function orderIdOf({ status, text }: Answer): string | undefined {
  return status === 201 ? (JSON.parse(text) as { id: string }).id : undefined;
}

export function refusalCodeOf({ text }: Answer): string {
  return /"code":"(\w+)"/.exec(text)?.[1] ?? text.slice(0, 80);
}
