import type { shelfItem } from '@baogong/api/contract/home';
import type { order } from '@baogong/api/contract/orders';
import type { z } from 'zod';
import { basketOf, type HotSkus } from '../baskets.ts';
import { expectThat } from '../expect-that.ts';
import { hotGoods, scarceGood } from '../hot-goods.ts';
import { newKey, pressTwice, session } from '../session.ts';
import { residents, target } from '../target.ts';
import { duplicateOrders, ordersPlaced, refusals } from '../thresholds.ts';

type Order = z.infer<typeof order>;
type ShelfItem = z.infer<typeof shelfItem>;

const REFUSED = [409, 422, 429];
const TAPS_TWICE_EVERY = 10;
const READS_EVERY = 5;

/** The goods of the rush as the shelf names them. */
export function findHotSkus(): HotSkus {
  const items = session(residents[0] ?? '')
    .get('/v1/shelf')
    .json('items') as unknown as ShelfItem[];
  const skuOf = (code: string): string => {
    const found = items.find((item) => item.code === code);
    if (!found) throw new Error(`${code}: not on the shelf of this city`);
    return found.skuId;
  };
  return { plenty: hotGoods.map(skuOf), scarce: skuOf(scarceGood) };
}

/** The basket was made ready beforehand: it is sent at the opening, by every tenth with two taps, and some look at their order. */
export function orderInHurry(number: number, hot: HotSkus): void {
  const token = residents[number % residents.length] ?? '';
  const [here = target.api, there = here] = countersFor(number);
  const body = { lines: basketOf(number, hot) };
  const order = number % TAPS_TWICE_EVERY === 1 ? tapTwice() : tapOnce();
  if (!order) {
    refusals.add(1);
    return;
  }

  ordersPlaced.add(1);
  if (number % READS_EVERY === 0) {
    const read = session(token, there).get('/v1/orders/{id}', { id: order.id });
    expectThat('the order is there at the other counter', read.status === 200 && read.json('id') === order.id);
  }

  function tapOnce(): Order | undefined {
    return placed(session(token, here).post('/v1/orders', body, newKey()));
  }

  function tapTwice(): Order | undefined {
    const answers = pressTwice(token, { counters: [here, there], route: '/v1/orders', body, key: newKey() });
    const orders = answers.flatMap((answer) => placed(answer) ?? []);
    if (new Set(orders.map(({ id }) => id)).size > 1) duplicateOrders.add(1);
    return orders[0];
  }
}

/** Each person comes to the counter that the balancer gives him, in turn. */
function countersFor(number: number): string[] {
  const first = number % target.apis.length;
  return [...target.apis.slice(first), ...target.apis.slice(0, first)];
}

function placed(answer: { status: number; json(): unknown }): Order | undefined {
  expectThat('an order is placed or refused', answer.status === 201 || REFUSED.includes(answer.status));
  return answer.status === 201 ? (answer.json() as Order) : undefined;
}
