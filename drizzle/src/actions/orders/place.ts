import { record } from '../../database/record.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { appendEvents } from '../../events/outbox.ts';
import { type Id, newId } from '../../rules/ids.ts';
import { pickupCode } from '../../rules/pickup-code.ts';
import { rationSpanOf } from '../../rules/ration.ts';
import { Refusal, type Verdict } from '../../rules/refusal.ts';
import { accepted, orThrow, refused } from '../../rules/verdict.ts';
import { type Claim, reserve } from '../stock/reserve.ts';
import { type AskedLine, admit, quotaOf, type Taken } from './admit.ts';
import { cityFacts } from './city-facts.ts';
import { deliveryOf } from './delivery-of.ts';
import { lockHouseholds } from './household-facts.ts';
import { ordererOf } from './orderer-of.ts';
import { shelfFacts } from './shelf-facts.ts';
import { type NewOrder, writeOrders } from './write-orders.ts';

export interface PlaceInput {
  readonly householdId: Id;
  readonly lines: readonly AskedLine[];
}

export interface Placed {
  readonly orderId: Id;
  readonly warehouseId: Id;
  readonly deliveryDay: string;
}

export const ORDERS_PER_LIST_MAX = 500;

/** One order over HTTP is a list of one; its refusal is thrown. */
export async function placeOrder(tx: ActionTx, input: PlaceInput): Promise<Placed> {
  const [verdict] = await placeOrders(tx, [input]);
  if (!verdict) throw new Refusal('orderEmpty');
  return orThrow(verdict);
}

/**
 * Admits orders of one city in the order in which they arrived, each whole or not at all, and each with its own answer:
 * a handful of statements for the whole list. The stock is claimed last, because others wait for it from then on.
 */
export async function placeOrders(tx: ActionTx, inputs: readonly PlaceInput[]): Promise<Verdict<Placed>[]> {
  if (inputs.length > ORDERS_PER_LIST_MAX) {
    throw new Refusal('invalidInput', {
      field: 'orders',
      value: inputs.length,
      accepted: `at most ${ORDERS_PER_LIST_MAX}`,
    });
  }
  const householdIds = [...new Set(inputs.map(({ householdId }) => householdId))].sort();
  const households = await lockHouseholds(tx, householdIds);
  const [first] = households.values();
  if (!first) return inputs.map(({ householdId }) => refused('notFound', { noun: 'household', householdId }));

  const city = await cityFacts(tx, first.cityId);
  const period = rationSpanOf(tx.now, city.timeZone, city.policy.quota.period).key;
  const skuIds = [...new Set(inputs.flatMap(({ lines }) => lines.map(({ skuId }) => skuId)))];
  const skus = await shelfFacts(tx, { cityId: city.id, skuIds, householdIds, period });

  const taken: Taken = new Map();
  const when = deliveryOf(tx.now, city);
  const orders: NewOrder[] = [];
  const verdicts = inputs.map(({ householdId, lines }): Verdict<Placed> => {
    const who = ordererOf(tx.actor, { household: households.get(householdId), householdId, cityId: city.id });
    if (!who.ok) return who;
    const { household, placedBy } = who.value;
    const verdict = admit({ household, lines, city, skus, taken });
    if (!verdict.ok) return verdict;

    const order: NewOrder = {
      ...verdict.value,
      ...when,
      id: newId(),
      cityId: city.id,
      householdId,
      placedBy,
      pickupCode: pickupCode(chance()),
      lines: verdict.value.lines.map((line) => ({ ...line, quota: quotaLeft(line.skuId) })),
    };
    orders.push(order);
    return accepted({ orderId: order.id, warehouseId: order.warehouseId, deliveryDay: order.deliveryDay });
  });
  await write(tx, orders, { cityId: city.id, period, refusedCount: inputs.length - orders.length });
  return verdicts;

  function quotaLeft(skuId: Id): number {
    const sku = skus.get(skuId);
    return sku ? quotaOf(sku, city) : 0;
  }
}

interface Batch {
  readonly cityId: Id;
  readonly period: string;
  readonly refusedCount: number;
}

async function write(
  tx: ActionTx,
  orders: readonly NewOrder[],
  { cityId, period, refusedCount }: Batch,
): Promise<void> {
  if (orders.length === 0) return;

  await writeOrders(tx, orders, period);
  await appendEvents(
    tx,
    orders.map(({ id, warehouseId, deliveryDay }) => ({
      name: 'order.placed.v1',
      cityId,
      payload: { orderId: id, warehouseId, deliveryDay },
    })),
  );
  const [only] = orders;
  await record(tx, {
    action: 'orders/place',
    cityId,
    subject: only && orders.length === 1 ? { kind: 'order', id: only.id } : { kind: 'city', id: cityId },
    facts: { orderIds: orders.map(({ id }) => id), refused: refusedCount },
  });
  await reserve(tx, orders.flatMap(claimsOf));
}

function claimsOf({ id, cityId, householdId, warehouseId, deliveryDay, lines }: NewOrder): Claim[] {
  return lines.map(({ skuId, quantity }) => ({
    cityId,
    orderId: id,
    householdId,
    warehouseId,
    deliveryDay,
    skuId,
    quantity,
  }));
}

/** A uniform number in [0, 1) that nobody can guess, because a pickup code is a small secret. */
function chance(): number {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  return random / 2 ** 32;
}
