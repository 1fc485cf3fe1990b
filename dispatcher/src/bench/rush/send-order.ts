import { type Agent, type IncomingHttpHeaders, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { seededRandom } from '@baogong/drizzle/rules/random';

export interface OrderLine {
  readonly skuId: string;
  readonly quantity: number;
}

export interface SentOrder {
  /** Counters; the next one is asked when one does not answer or has no time. */
  readonly addresses: readonly string[];
  readonly agent: Agent;
  readonly token: string;
  readonly key: string;
  readonly lines: readonly OrderLine[];
  /** Which of them is asked first; left out, chance decides. */
  readonly first?: number;
}

/** What became of it. Instants are of the monotonic clock of this process. */
export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly code: string | undefined;
  readonly sentMs: number;
  readonly answeredMs: number;
  /** Times that it was sent, the first one included. */
  readonly tries: number;
  /** Statuses on the way here that no client should ever be shown: faults, and "come again" without a time. */
  readonly shown: readonly string[];
}

/** Nobody answered for so long that something is broken for good. */
const PATIENCE_MS = 60_000;
const AGAIN_MS = 100;
const AGAIN_MAX_MS = 1_000;
const REQUEST_MAX_MS = 65_000;

/**
 * Sends one order under its key until it has an answer that is final: who gets none, or is told to come again, comes again
 * under the same key. `undefined`: nobody answered within a minute.
 */
export async function sendOrder(order: SentOrder): Promise<Reply | undefined> {
  const random = seededRandom(order.key);
  const shown: string[] = [];
  const sentMs = performance.now();
  const first = order.first ?? random.int(order.addresses.length);
  for (let tries = 1; ; tries++) {
    const answer = await ask(order, order.addresses[(first + tries - 1) % order.addresses.length] ?? '');
    const answeredMs = performance.now();
    if (answer && isFinal(answer)) {
      const { status, text } = answer;
      return { status, text, code: codeOf(text), sentMs, answeredMs, tries, shown };
    }
    if (answer && answer.retryAfter === undefined) shown.push(`${answer.status} ${codeOf(answer.text) ?? ''}`);
    if (answeredMs - sentMs > PATIENCE_MS) return undefined;
    await delay(Math.min(AGAIN_MAX_MS, AGAIN_MS * tries) * (0.5 + random.next()));
  }
}

export function orderIdOf({ status, text }: Pick<Reply, 'status' | 'text'>): string | undefined {
  return status === 201 ? (JSON.parse(text) as { id: string }).id : undefined;
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | undefined;
}

/** A fault is asked again as well, because only the key can tell what it did; it is counted as shown. */
function isFinal({ status, retryAfter }: Answer): boolean {
  return status < 500 && retryAfter === undefined;
}

/** Nothing when the connection broke before the whole answer was there: nobody knows then whether it was placed. */
function ask({ agent, token, key, lines }: SentOrder, address: string): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const body = JSON.stringify({ lines });
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'idempotency-key': key,
    };
    const sent = request(`${address}/v1/orders`, { method: 'POST', agent, headers, timeout: REQUEST_MAX_MS });
    const broken = () => resolve(undefined);
    sent.once('error', broken);
    sent.once('timeout', () => sent.destroy());
    sent.once('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('error', broken);
      response.once('close', broken);
      response.once('end', () => {
        const text = Buffer.concat(parts).toString();
        resolve({ status: response.statusCode ?? 0, text, retryAfter: retryAfterOf(response.headers) });
      });
    });
    sent.end(body);
  });
}

function retryAfterOf(headers: IncomingHttpHeaders): string | undefined {
  return headers['retry-after'];
}

function codeOf(text: string): string | undefined {
  return /"code":"(\w+)"/.exec(text)?.[1];
}
