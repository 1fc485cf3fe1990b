import type { OrderLine } from './send-order.ts';

/** Units by warehouse and item. */
export type Shelf = ReadonlyMap<string, ReadonlyMap<string, number>>;

export interface Sale {
  readonly orderId: string;
  readonly warehouseId: string;
  readonly lines: readonly OrderLine[];
  /** When its request was first sent: before that it can have taken nothing. */
  readonly sentMs: number;
}

/** An order that was told "out of stock". */
export interface SoldOut {
  readonly lines: readonly OrderLine[];
  readonly answeredMs: number;
}

export interface Outcomes {
  readonly shelf: Shelf;
  /** In the order of their ledger rows. */
  readonly sales: readonly Sale[];
  readonly soldOut: readonly SoldOut[];
}

/**
 * Could a counter that serves one buyer after the other have given these answers? Every sale is replayed on what the sales
 * before it left; and whoever was refused must have been refused after sales that left no warehouse with all of his order.
 * Units never come back in a rush, so the latest instant that his answer allows is the one that allows most refusals.
 */
export function impossibleOutcomes({ shelf, sales, soldOut }: Outcomes): string[] {
  const misses: string[] = [];
  const left = copyOf(shelf);
  for (const { orderId, warehouseId, lines } of sales) {
    if (!has(left.get(warehouseId), lines)) misses.push(`order ${orderId} was sold units that were not there`);
    take(left, warehouseId, lines);
  }
  for (const { lines, answeredMs } of soldOut) {
    const then = copyOf(shelf);
    for (const sale of sales) if (sale.sentMs < answeredMs) take(then, sale.warehouseId, sale.lines);
    const free = [...then].find(([, units]) => has(units, lines));
    if (free) misses.push(`an order of ${shown(lines)} was refused while warehouse ${free[0]} had all of it`);
  }
  return misses;
}

function copyOf(shelf: Shelf): Map<string, Map<string, number>> {
  return new Map([...shelf].map(([warehouseId, units]) => [warehouseId, new Map(units)]));
}

function has(units: ReadonlyMap<string, number> | undefined, lines: readonly OrderLine[]): boolean {
  return lines.every(({ skuId, quantity }) => (units?.get(skuId) ?? 0) >= quantity);
}

function take(left: Map<string, Map<string, number>>, warehouseId: string, lines: readonly OrderLine[]): void {
  const units = left.get(warehouseId) ?? new Map<string, number>();
  for (const { skuId, quantity } of lines) units.set(skuId, (units.get(skuId) ?? 0) - quantity);
  left.set(warehouseId, units);
}

function shown(lines: readonly OrderLine[]): string {
  return lines.map(({ skuId, quantity }) => `${quantity} × ${skuId}`).join(', ');
}
