import type { Id } from './ids.ts';
import type { Verdict } from './refusal.ts';
import { accepted, refused } from './verdict.ts';

export interface PriceLine {
  readonly skuId: Id;
  readonly units: number;
  readonly priceFen: number;
  /** Highest lawful price of one unit. */
  readonly ceilingFen: number;
}

/** The sum of an order in fen, if no line is priced above its ceiling. */
export function orderSumFen(lines: readonly PriceLine[]): Verdict<number> {
  for (const { skuId, priceFen, ceilingFen } of lines) {
    if (priceFen > ceilingFen) return refused('priceAboveCeiling', { skuId, priceFen, accepted: ceilingFen });
  }
  return accepted(lines.reduce((sum, { units, priceFen }) => sum + units * priceFen, 0));
}

/** A sum as people read it: 1234 fen are ¥12.34. */
export function yuanText(fen: number): string {
  const sign = fen < 0 ? '-' : '';
  const whole = Math.floor(Math.abs(fen) / 100);
  return `${sign}¥${whole}.${String(Math.abs(fen) % 100).padStart(2, '0')}`;
}
