import { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { newId } from '@baogong/drizzle/rules/ids';
import { type OrderLine, type Reply, type SentOrder, sendOrder } from '../rush/send-order.ts';
import type { Buyer } from '../rush/shoppers.ts';

/** An order that was sent and what was answered in the end; without a reply nobody ever answered. */
export interface Asked extends Pick<SentOrder, 'token' | 'key' | 'lines'> {
  readonly reply: Reply | undefined;
}

export interface Rush {
  /** Orders whose 201 has arrived so far. */
  acknowledged(): number;
  /** When the first order that was sent after an instant was acknowledged. */
  acknowledgedAfter(sentMs: number): number | undefined;
  /** Nobody orders any more; resolves when everybody has his answer. */
  stop(): Promise<Asked[]>;
}

export interface RushAsked {
  readonly addresses: readonly string[];
  readonly buyers: readonly Buyer[];
  readonly skuIds: readonly string[];
  /** Orders of earlier rushes: nobody orders the same twice, because quotas are not what is looked at here. */
  readonly from: number;
}

const AT_ONCE = 24;
const LINES = 3;
/** Between two orders of one shopper: a rush in which the other work of the machine still has a place. */
const PAUSE_MS = 100;
/** A rush that nobody stops ends by itself. */
const ORDERS_MAX = 20_000;

/** Many households order one after the other, so many at a time, through all counters and for as long as it is wanted. */
export function startRush({ addresses, buyers, skuIds, from }: RushAsked): Rush {
  const agent = new Agent({ keepAlive: true });
  const asked: Asked[] = [];
  let sent = 0;
  let stopped = false;
  const shop = async (): Promise<void> => {
    while (!stopped && sent < ORDERS_MAX) {
      const nth = from + sent++;
      const token = buyers[nth % buyers.length]?.token ?? '';
      const order = { token, key: newId(), lines: linesOf(Math.floor(nth / buyers.length), skuIds) };
      asked.push({ ...order, reply: await sendOrder({ ...order, addresses, agent }) });
      await delay(PAUSE_MS);
    }
  };
  const shopping = Promise.all(Array.from({ length: AT_ONCE }, shop));
  const placed = () => asked.flatMap(({ reply }) => (reply?.status === 201 ? [reply] : []));
  return {
    acknowledged: () => placed().length,
    acknowledgedAfter(sentMs) {
      const after = placed().filter((reply) => reply.sentMs > sentMs);
      return after.length > 0 ? Math.min(...after.map(({ answeredMs }) => answeredMs)) : undefined;
    },
    async stop() {
      stopped = true;
      await shopping;
      agent.destroy();
      return asked;
    },
  };
}

/** A household's next few items. */
function linesOf(turn: number, skuIds: readonly string[]): OrderLine[] {
  return Array.from({ length: LINES }, (_, line) => ({
    skuId: skuIds[(turn * LINES + line) % skuIds.length] ?? '',
    quantity: 1,
  }));
}
