import type { shelfItem } from '@baogong/api/contract/home';
import type { order } from '@baogong/api/contract/orders';
import type { z } from 'zod';
import { expectThat } from '../expect-that.ts';
import { newKey, session } from '../session.ts';
import { duplicateOrders, ordersPlaced, refusals } from '../thresholds.ts';

type Order = z.infer<typeof order>;
type ShelfItem = z.infer<typeof shelfItem>;

const REFUSED = [409, 422, 429];

/** Looks at the shelf, orders one unit of something, sends the same order again as a bad line would, and reads it. */
export function buyOne(token: string): void {
  const me = session(token);
  const item = pick(me.get('/v1/shelf').json('items') as unknown as ShelfItem[]);
  if (!item) {
    refusals.add(1);
    return;
  }

  const key = newKey();
  const basket = { lines: [{ skuId: item.skuId, quantity: 1 }] };
  const placed = me.post('/v1/orders', basket, key);
  const again = me.post('/v1/orders', basket, key);

  if (placed.status !== 201) {
    refused(placed.status);
    return;
  }
  const order = placed.json() as unknown as Order;
  ordersPlaced.add(1);
  if (again.status !== 201 || (again.json('id') as string) !== order.id) duplicateOrders.add(1);

  const read = me.get('/v1/orders/{id}', { id: order.id });
  expectThat(
    'the order is there with what was asked',
    read.status === 200 && holds(read.json() as unknown as Order, item.skuId),
  );
}

function pick(items: ShelfItem[]): ShelfItem | undefined {
  const possible = items.filter(({ available, quotaLeft }) => available && quotaLeft > 0);
  return possible[Math.floor(Math.random() * possible.length)];
}

function holds(order: Order, skuId: string): boolean {
  return order.lines.length === 1 && order.lines[0]?.skuId === skuId && order.lines[0].quantity === 1;
}

function refused(status: number): void {
  refusals.add(1);
  expectThat('a refusal is one of the known ones', REFUSED.includes(status));
}
