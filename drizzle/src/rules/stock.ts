import type { Id } from './ids.ts';
import type { Verdict } from './refusal.ts';
import { accepted, refused } from './verdict.ts';

/** Units of one SKU in one warehouse; reserved ones are on hand until they are delivered. */
export interface Balance {
  readonly onHand: number;
  readonly reserved: number;
}

/** Units that may still be promised. */
export function availableOf({ onHand, reserved }: Balance): number {
  return Math.max(0, onHand - reserved);
}

export interface StockLine {
  readonly skuId: Id;
  readonly units: number;
}

/** May one order have all its lines? It is held whole or not at all; the refusal names each line that is short. */
export function reserveVerdict(lines: readonly StockLine[], balances: ReadonlyMap<Id, Balance>): Verdict {
  const short = lines
    .map(({ skuId, units }) => ({ skuId, asked: units, available: availableIn(balances, skuId) }))
    .filter(({ asked, available }) => asked > available);
  return short.length === 0 ? accepted() : refused('outOfStock', { lines: short });
}

function availableIn(balances: ReadonlyMap<Id, Balance>, skuId: Id): number {
  const balance = balances.get(skuId);
  return balance ? availableOf(balance) : 0;
}

export interface StockOrder {
  readonly id: Id;
  readonly lines: readonly StockLine[];
}

export interface Admission {
  readonly orderId: Id;
  readonly verdict: Verdict;
}

/** Orders in order of arrival, one after the other: what the same list may be sold in one transaction. */
export function admit(orders: readonly StockOrder[], balances: ReadonlyMap<Id, Balance>): Admission[] {
  const left = new Map(balances);
  return orders.map(({ id, lines }) => {
    const verdict = reserveVerdict(merged(lines), left);
    if (verdict.ok) {
      for (const { skuId, units } of lines) {
        const { onHand, reserved } = left.get(skuId) ?? { onHand: 0, reserved: 0 };
        left.set(skuId, { onHand, reserved: reserved + units });
      }
    }
    return { orderId: id, verdict };
  });
}

/** Two lines of one SKU ask for their sum. */
function merged(lines: readonly StockLine[]): StockLine[] {
  const units = new Map<Id, number>();
  for (const line of lines) units.set(line.skuId, (units.get(line.skuId) ?? 0) + line.units);
  return [...units].map(([skuId, sum]) => ({ skuId, units: sum }));
}
