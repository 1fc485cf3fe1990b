import type { Agent } from 'node:http';
import type { Database } from '@baogong/drizzle/database/port';
import { newId } from '@baogong/drizzle/rules/ids';
import type { Basket } from './baskets.ts';
import { judgeRound, type Sent } from './judge-round.ts';
import { salesOf, shelfOf } from './last-units-rows.ts';
import { type OrderLine, sendOrder } from './send-order.ts';
import type { Buyer } from './shoppers.ts';

export interface LastUnitsRound {
  readonly addresses: readonly string[];
  readonly agent: Agent;
  readonly database: Database;
  readonly buyers: readonly Buyer[];
  readonly baskets: readonly Basket[];
  readonly skuIds: readonly string[];
}

export interface RoundOutcome {
  readonly orders: number;
  readonly units: number;
  readonly soldOut: number;
  /** Requests that had to come again. */
  readonly again: number;
  readonly seconds: number;
  readonly misses: readonly string[];
}

/** Everybody orders at once; then answers and rows are held against what one counter, one buyer at a time, could have done. */
export async function lastUnitsRound(round: LastUnitsRound): Promise<RoundOutcome> {
  const { addresses, agent, database, buyers, baskets, skuIds } = round;
  const shelf = await shelfOf(database, skuIds);
  const startedMs = performance.now();
  const sent = await Promise.all(
    buyers.flatMap((buyer, index) => {
      const { lines, also } = baskets[index] ?? { lines: [], also: undefined };
      const key = newId();
      const send = async (wanted: readonly OrderLine[], first: number): Promise<Sent> => {
        const reply = await sendOrder({ addresses, agent, token: buyer.token, key, lines: wanted, first });
        return { buyer, lines: wanted, reply };
      };
      // One key comes to one counter twice, or to two at once.
      return also ? [send(lines, index), send(also, index + (index >> 1))] : [send(lines, index)];
    }),
  );
  const seconds = (performance.now() - startedMs) / 1000;

  const sold = await salesOf(database, skuIds);
  const units = sold.flatMap(({ lines }) => lines).reduce((sum, { quantity }) => sum + quantity, 0);
  return {
    orders: sold.length,
    units,
    soldOut: sent.filter(({ reply }) => reply?.code === 'outOfStock').length,
    again: sent.reduce((sum, { reply }) => sum + (reply ? reply.tries - 1 : 0), 0),
    seconds,
    misses: judgeRound({ shelf, sent, sold }),
  };
}
