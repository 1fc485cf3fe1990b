import type { Actor } from '../../database/actor.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { appendEvents } from '../../events/outbox.ts';
import { type Id, newId } from '../../rules/ids.ts';
import { pickupCode } from '../../rules/pickup-code.ts';
import { rationSpanOf } from '../../rules/ration.ts';
import { Refusal, type Verdict } from '../../rules/refusal.ts';
import { accepted, refused } from '../../rules/verdict.ts';
import type { Claim } from '../stock/reserve.ts';
import { type AskedLine, admit, quotaOf, type Taken } from './admit.ts';
import { cityFacts } from './city-facts.ts';
import { deliveryOf } from './delivery-of.ts';
import { lockHouseholds } from './household-facts.ts';
import { ordererOf } from './orderer-of.ts';
import { recordPlaced } from './record-placed.ts';
import { shelfFacts } from './shelf-facts.ts';
import { type NewOrder, writeOrders } from './write-orders.ts';

export interface PlaceInput {
  /** Who orders, where that is not the actor of the whole transaction. */
  readonly actor?: Actor;
  readonly householdId: Id;
  readonly lines: readonly AskedLine[];
}

export interface Placed {
  readonly orderId: Id;
  readonly warehouseId: Id;
  readonly deliveryDay: string;
}

export interface AdmittedList {
  readonly verdicts: readonly Verdict<Placed>[];
  /** What the caller still has to reserve, as the last thing of all: others wait for the balances from then on. */
  readonly claims: readonly Claim[];
}

export const ORDERS_PER_LIST_MAX = 500;

/**
 * Admits orders of one city in the order in which they arrived, each whole or not at all, and writes those that were: a
 * handful of statements for the whole list.
 */
export async function admitList(tx: ActionTx, inputs: readonly PlaceInput[]): Promise<AdmittedList> {
  requireShort(inputs);
  const householdIds = [...new Set(inputs.map(({ householdId }) => householdId))].sort();
  const households = await lockHouseholds(tx, householdIds);
  const [first] = households.values();
  if (!first) {
    return {
      verdicts: inputs.map(({ householdId }) => refused('notFound', { noun: 'household', householdId })),
      claims: [],
    };
  }

  const city = await cityFacts(tx, cityOfActors(tx, inputs) ?? first.cityId);
  const period = rationSpanOf(tx.now, city.timeZone, city.policy.quota.period).key;
  const skuIds = [...new Set(inputs.flatMap(({ lines }) => lines.map(({ skuId }) => skuId)))];
  const skus = await shelfFacts(tx, { cityId: city.id, skuIds, householdIds, period });

  const taken: Taken = new Map();
  const when = deliveryOf(tx.now, city);
  const orders: (NewOrder & { readonly actor: Actor })[] = [];
  const verdicts = inputs.map(({ actor = tx.actor, householdId, lines }): Verdict<Placed> => {
    const who = ordererOf(actor, { household: households.get(householdId), householdId, cityId: city.id });
    if (!who.ok) return who;
    const { household, placedBy } = who.value;
    const verdict = admit({ household, lines, city, skus, taken });
    if (!verdict.ok) return verdict;

    const order = {
      ...verdict.value,
      ...when,
      ...{ id: newId(), actor, cityId: city.id, householdId, placedBy, pickupCode: pickupCode(chance()) },
      lines: verdict.value.lines.map((line) => ({ ...line, quota: quotaLeft(line.skuId) })),
    };
    orders.push(order);
    return accepted({ orderId: order.id, warehouseId: order.warehouseId, deliveryDay: order.deliveryDay });
  });
  await write(tx, orders, period);
  return { verdicts, claims: orders.flatMap(claimsOf) };

  function quotaLeft(skuId: Id): number {
    const sku = skus.get(skuId);
    return sku ? quotaOf(sku, city) : 0;
  }
}

function requireShort(inputs: readonly PlaceInput[]): void {
  if (inputs.length <= ORDERS_PER_LIST_MAX) return;
  throw new Refusal('invalidInput', {
    field: 'orders',
    value: inputs.length,
    accepted: `at most ${ORDERS_PER_LIST_MAX}`,
  });
}

/** The people's city, not that of a household which one of them has named: it may be somewhere else. */
function cityOfActors(tx: ActionTx, inputs: readonly PlaceInput[]): Id | undefined {
  const people = [tx.actor, ...inputs.flatMap(({ actor }) => actor ?? [])].flatMap((actor) =>
    actor.kind === 'account' ? [actor] : [],
  );
  return people[0]?.cityId;
}

async function write(
  tx: ActionTx,
  orders: readonly (NewOrder & { readonly actor: Actor })[],
  period: string,
): Promise<void> {
  if (orders.length === 0) return;
  await writeOrders(
    tx,
    orders.map(({ actor: _, ...order }) => order),
    period,
  );
  await appendEvents(
    tx,
    orders.map(({ id, cityId, warehouseId, deliveryDay }) => ({
      name: 'order.placed.v1',
      cityId,
      payload: { orderId: id, warehouseId, deliveryDay },
    })),
  );
  await recordPlaced(
    tx,
    orders.map(({ actor, id, cityId, lines }) => ({ actor, orderId: id, cityId, lines: lines.length })),
  );
}

function claimsOf({ id, cityId, householdId, warehouseId, deliveryDay, lines }: NewOrder): Claim[] {
  return lines.map(({ skuId, quantity }) => ({
    ...{ cityId, orderId: id, householdId, warehouseId, deliveryDay },
    ...{ skuId, quantity },
  }));
}

/** A uniform number in [0, 1) that nobody can guess, because a pickup code is a small secret. */
function chance(): number {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  return random / 2 ** 32;
}
