import type { ShelfItem } from '../shared/api/types.ts';

/** What a household means to order: units by item. */
export type Basket = Readonly<Record<string, number>>;

type Limits = Pick<ShelfItem, 'available' | 'left' | 'quotaLeft'>;

/** Most that may lie in the basket: what the quota leaves and what is there. */
export function unitsMax({ available, left, quotaLeft }: Limits): number {
  return available ? Math.max(0, Math.min(left, quotaLeft)) : 0;
}

export function withUnits(basket: Basket, item: Limits & Pick<ShelfItem, 'skuId'>, units: number): Basket {
  const { [item.skuId]: _, ...others } = basket;
  const kept = Math.min(Math.max(0, units), unitsMax(item));
  return kept === 0 ? others : { ...others, [item.skuId]: kept };
}

export interface BasketLine {
  readonly item: ShelfItem;
  readonly quantity: number;
}

/** The basket against the shelf as it is now: what is gone falls out, what got scarce is cut. */
export function basketLines(basket: Basket, items: readonly ShelfItem[]): BasketLine[] {
  return items.flatMap((item) => {
    const quantity = Math.min(basket[item.skuId] ?? 0, unitsMax(item));
    return quantity > 0 ? [{ item, quantity }] : [];
  });
}

export function sumFen(lines: readonly BasketLine[]): number {
  return lines.reduce((sum, { item, quantity }) => sum + item.priceFen * quantity, 0);
}

export function unitsOf(basket: Basket): number {
  return Object.values(basket).reduce((sum, units) => sum + units, 0);
}

/** A kept basket read back; anything else than whole positive numbers is forgotten. */
export function parseBasket(text: string | null): Basket {
  if (text === null) return {};
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== 'object' || read === null) return {};
    return Object.fromEntries(Object.entries(read).filter(([, units]) => Number.isInteger(units) && units > 0));
  } catch {
    return {};
  }
}
