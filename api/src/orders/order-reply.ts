import { covers } from '@baogong/drizzle/actions/identity/require-role';
import type { ActionTx } from '@baogong/drizzle/database/transaction';
import { placeOfHousehold } from '@baogong/drizzle/queries/identity/place-of-household';
import { type OrderView, orderView } from '@baogong/drizzle/queries/orders/order-view';
import type { Id } from '@baogong/drizzle/rules/ids';
import { InvariantError, Refusal } from '@baogong/drizzle/rules/refusal';
import { unservedReason } from '@baogong/drizzle/rules/unserved-reason';
import type { Role } from '@baogong/drizzle/rules/vocabulary';
import type { Consulting } from '../reply/consult.ts';
import { present } from '../reply/present.ts';

/** An order as the contract tells it. */
export function orderReply({ householdId: _, ...order }: OrderView) {
  return present({
    ...order,
    unservedReason: order.unservedReason === null ? null : unservedReason.parse(order.unservedReason),
  });
}

/** The order after a change of it, by one who was allowed to make it. */
export async function orderAfter(tx: ActionTx, orderId: Id) {
  const order = await orderView(tx.db, { orderId, at: tx.now });
  if (!order) throw new InvariantError(`order ${orderId} is gone after its change`);
  return orderReply(order);
}

/** One order for those who may see it; for all others it is not there. */
export async function orderFor({ db, actor, now }: Consulting, orderId: Id) {
  const order = await orderView(db, { orderId, at: now });
  if (!order || !(await maySee({ db, actor }, order.householdId))) {
    throw new Refusal('notFound', { noun: 'order', orderId });
  }
  return orderReply(order);
}

const proxies: readonly Role[] = ['gridWorker', 'groupLeader', 'commander', 'administrator'];

async function maySee({ db, actor }: Pick<Consulting, 'db' | 'actor'>, householdId: Id): Promise<boolean> {
  const household = await placeOfHousehold(db, householdId);
  if (household?.cityId !== actor.cityId) return false;
  if (household.accountId === actor.id) return true;
  return actor.grants.some(({ role, path }) => proxies.includes(role) && covers(path, household.path));
}
