import { sql } from 'drizzle-orm';
import { uuids } from '../../database/bulk.ts';
import type { Answer, OnceRequest } from '../../database/idempotency.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { type OrderView, orderViews } from '../../queries/orders/order-view.ts';
import type { Id } from '../../rules/ids.ts';
import { InvariantError, Refusal, type Verdict } from '../../rules/refusal.ts';
import { accepted, refused } from '../../rules/verdict.ts';
import type { AccountActor } from '../identity/require-account.ts';
import { requireRole } from '../identity/require-role.ts';
import { type Claim, reserve } from '../stock/reserve.ts';
import type { AskedLine } from './admit.ts';
import { admitList, type PlaceInput } from './admit-list.ts';
import { claimKeys } from './claim-keys.ts';
import { ownHouseholds } from './own-households.ts';
import { settleKeys } from './settle-keys.ts';

/** One person's order as it came in, under that person's key. */
export interface OrderRequest extends OnceRequest {
  readonly actor: AccountActor;
  readonly lines: readonly AskedLine[];
  /** For whom a grid worker or group leader orders; who names nobody orders for the own household. */
  readonly householdId?: Id | undefined;
}

type AnswerOf = (order: OrderView) => Answer;

/**
 * Places the orders of many people of one city in one transaction, each once per its key and with its own answer, audit entry
 * and event. A refusal is an answer too, and leaves nothing behind.
 */
export async function placeOrdersOnce(
  tx: ActionTx,
  requests: readonly OrderRequest[],
  answerOf: AnswerOf,
): Promise<Verdict<Answer>[]> {
  const known = await claimKeys(tx, requests);
  const fresh = requests.filter((_, index) => !known[index]);
  const { answers, claims } = await placeFresh(tx, fresh, answerOf);
  await settleKeys(
    tx,
    fresh.map(({ principal, key }, index) => ({ principal, key, answer: acceptedIn(answers[index]) })),
  );
  await reserve(tx, claims);

  const next = answers.values();
  return known.map((verdict) => {
    const told = verdict ?? next.next().value;
    if (!told) throw new InvariantError('each order of a list has an answer');
    return told;
  });
}

async function placeFresh(
  tx: ActionTx,
  requests: readonly OrderRequest[],
  answerOf: AnswerOf,
): Promise<{ readonly answers: readonly Verdict<Answer>[]; readonly claims: readonly Claim[] }> {
  const [first] = requests;
  if (!first) return { answers: [], claims: [] };
  const inputs = await inputsOf(tx, requests, first.actor.cityId);
  const { verdicts, claims } = await admitList(
    tx,
    inputs.flatMap((input) => acceptedIn(input) ?? []),
  );
  const orders = await ordersOf(
    tx,
    verdicts.flatMap((verdict) => acceptedIn(verdict)?.orderId ?? []),
  );

  const next = verdicts.values();
  const answers = inputs.map((input): Verdict<Answer> => {
    if (!input.ok) return input;
    const verdict = next.next().value;
    if (verdict && !verdict.ok) return verdict;
    const order = orders.get(acceptedIn(verdict)?.orderId ?? '');
    if (!order) throw new InvariantError('an order is gone after it was placed');
    return accepted(answerOf(order));
  });
  return { answers, claims };
}

async function ordersOf(tx: ActionTx, orderIds: readonly Id[]): Promise<Map<Id, OrderView>> {
  if (orderIds.length === 0) return new Map();
  const where = sql`o.id = any(${uuids(orderIds)})`;
  const found = await orderViews(tx.db, { where, limit: orderIds.length, at: tx.now });
  return new Map(found.map((order) => [order.id, order]));
}

async function inputsOf(
  tx: ActionTx,
  requests: readonly OrderRequest[],
  cityId: Id,
): Promise<readonly Verdict<PlaceInput>[]> {
  const accountIds = requests.flatMap(({ actor, householdId }) => (householdId ? [] : [actor.id]));
  const own = await ownHouseholds(tx, { cityId, accountIds });
  return Promise.all(
    requests.map(async (request): Promise<Verdict<PlaceInput>> => {
      const { actor, lines } = request;
      const allowed = await roleVerdict(tx, request);
      if (!allowed.ok) return allowed;
      const householdId = request.householdId ?? own.get(actor.id);
      return householdId ? accepted({ actor, lines, householdId }) : refused('notFound', { noun: 'household' });
    }),
  );
}

async function roleVerdict(tx: ActionTx, { actor, householdId }: OrderRequest): Promise<Verdict> {
  const asking = { db: tx.db, actor };
  try {
    await requireRole(asking, ['resident', 'gridWorker', 'groupLeader']);
    if (!householdId) await requireRole(asking, ['resident']);
    return accepted();
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, refusal: error };
    throw error;
  }
}

function acceptedIn<T>(verdict: Verdict<T> | undefined): T | undefined {
  return verdict?.ok ? verdict.value : undefined;
}
