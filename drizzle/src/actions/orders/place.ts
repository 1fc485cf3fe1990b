import type { ActionTx } from '../../database/transaction.ts';
import { Refusal, type Verdict } from '../../rules/refusal.ts';
import { orThrow } from '../../rules/verdict.ts';
import { reserve } from '../stock/reserve.ts';
import { admitList, type Placed, type PlaceInput } from './admit-list.ts';

export type { Placed, PlaceInput };

/** One order is a list of one; its refusal is thrown. */
export async function placeOrder(tx: ActionTx, input: PlaceInput): Promise<Placed> {
  const [verdict] = await placeOrders(tx, [input]);
  if (!verdict) throw new Refusal('orderEmpty');
  return orThrow(verdict);
}

/** Places orders of one city in the order in which they arrived, each with its own answer. */
export async function placeOrders(tx: ActionTx, inputs: readonly PlaceInput[]): Promise<readonly Verdict<Placed>[]> {
  const { verdicts, claims } = await admitList(tx, inputs);
  await reserve(tx, claims);
  return verdicts;
}
