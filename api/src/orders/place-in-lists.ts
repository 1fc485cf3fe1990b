import { type OrderRequest, placeOrdersOnce } from '@baogong/drizzle/actions/orders/place-once';
import type { Answer } from '@baogong/drizzle/database/idempotency';
import { withTransaction } from '@baogong/drizzle/database/transaction';
import type { Id } from '@baogong/drizzle/rules/ids';
import type { Deps } from '../deps.ts';
import { wireText } from '../reply/wire.ts';
import { inLists } from './in-lists.ts';
import { orderReply } from './order-reply.ts';

const actor = { kind: 'system', id: 'place-in-lists' } as const;
const purpose = 'POST /v1/orders';

/**
 * Places what people order at this counter, those of one city together. An order's price is its commit, and a hot balance is
 * locked until then: orders that share a transaction share both.
 */
export function placeInLists({ database, clock }: Pick<Deps, 'database' | 'clock'>) {
  const cities = new Map<Id, (request: OrderRequest) => Promise<Answer>>();
  const openCity = () =>
    inLists<OrderRequest, Answer>({
      nameOf: ({ principal, key }) => `${principal} ${key}`,
      run: (list) =>
        withTransaction(database, { actor, purpose, clock }, (tx) =>
          placeOrdersOnce(tx, list, (order) => ({ status: 201, body: wireText(orderReply(order)) })),
        ),
    });

  return (request: OrderRequest): Promise<Answer> => {
    const { cityId } = request.actor;
    const place = cities.get(cityId) ?? openCity();
    cities.set(cityId, place);
    return place(request);
  };
}
