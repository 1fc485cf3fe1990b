import { sql } from 'drizzle-orm';
import { recordset, uuids } from '../../database/bulk.ts';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { type BoxFacts, handOver } from '../../rules/box.ts';
import type { Custodian } from '../../rules/custodian.ts';
import { type Id, newId } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import { orThrow } from '../../rules/verdict.ts';
import type { BoxState, CustodianKind } from '../../rules/vocabulary.ts';

/** Most boxes that one hand-over may name. */
export const HAND_OVER_BOXES_MAX = 1000;

export interface CustodyChange {
  readonly boxIds: readonly Id[];
  readonly from: Custodian;
  readonly to: Custodian;
  readonly stopId?: Id | undefined;
  /** The person whose health code had to be valid for taking them. */
  readonly takerRiderId?: Id | null | undefined;
  /** The service mode names the gate itself as the place of delivery. */
  readonly deliversAtGate?: boolean | undefined;
}

export interface PassedBox {
  readonly id: Id;
  readonly orderId: Id;
  readonly was: BoxState;
  readonly state: BoxState;
}

interface Row {
  readonly id: Id;
  readonly orderId: Id;
  readonly householdId: Id;
  readonly state: BoxState;
  readonly custodianKind: CustodianKind;
  readonly custodianId: Id;
}

/**
 * Passes boxes from one custodian to another: one custody row each, and the box says who has it. All or none; the stock
 * ledger is the caller's to settle where a box ends its way.
 */
export async function passCustody(tx: ActionTx, change: CustodyChange): Promise<PassedBox[]> {
  const { from, to } = change;
  const boxIds = [...new Set(change.boxIds)];
  if (boxIds.length === 0) return [];
  if (boxIds.length > HAND_OVER_BOXES_MAX) {
    throw new Refusal('invalidInput', {
      field: 'boxIds',
      value: boxIds.length,
      accepted: `at most ${HAND_OVER_BOXES_MAX}`,
    });
  }

  const found = await lockBoxes(tx, boxIds);
  const passed = found.map((row) => {
    const box: BoxFacts = { ...row, custodian: { kind: row.custodianKind, id: row.custodianId } };
    const after = orThrow(handOver({ box, from, to, deliversAtGate: change.deliversAtGate ?? false }));
    return { id: row.id, orderId: row.orderId, was: row.state, state: after.state };
  });

  await write(tx, change, passed);
  return passed;
}

async function lockBoxes(tx: ActionTx, boxIds: readonly Id[]): Promise<Row[]> {
  const found = await rows<Row>(
    tx.db,
    sql`select b.id, b.order_id as "orderId", o.household_id as "householdId", b.state,
          b.custodian_kind as "custodianKind", b.custodian_id as "custodianId"
        from boxes b join orders o on o.id = b.order_id
        where b.id = any(${uuids(boxIds)}) order by b.id for update of b`,
  );
  if (found.length < boxIds.length) {
    const known = new Set(found.map(({ id }) => id));
    throw new Refusal('notFound', { noun: 'box', boxId: boxIds.find((id) => !known.has(id)) });
  }
  return found;
}

async function write(tx: ActionTx, { from, to, stopId, takerRiderId }: CustodyChange, passed: readonly PassedBox[]) {
  const changes = passed.map(({ id, state }) => ({ boxId: id, custodyId: newId(), state }));
  const now = tx.now.toISOString();
  const actorId = tx.actor.kind === 'account' ? tx.actor.id : null;

  const written = await rows<{ boxId: Id }>(
    tx.db,
    sql`with change as (
          select * from ${recordset(changes)} as c("boxId" uuid, "custodyId" uuid, state text)
        ), moved as (
          update boxes b set custodian_kind = ${to.kind}, custodian_id = ${to.id}::uuid, state = c.state, held_point = null,
            delivered_at = case when c.state = 'delivered' then coalesce(b.delivered_at, ${now}::timestamptz) else b.delivered_at end,
            collected_at = case when ${to.kind} = 'household' then coalesce(b.collected_at, ${now}::timestamptz) else b.collected_at end
          from change c
          where b.id = c."boxId" and b.custodian_kind = ${from.kind} and b.custodian_id = ${from.id}::uuid
          returning b.id
        )
        insert into custody (id, box_id, from_kind, from_id, to_kind, to_id, at, stop_id, actor_account_id, taker_rider_id)
        select c."custodyId", c."boxId", ${from.kind}, ${from.id}::uuid, ${to.kind}, ${to.id}::uuid, ${now}::timestamptz,
          ${stopId ?? null}::uuid, ${actorId}::uuid, ${takerRiderId ?? null}::uuid
        from change c join moved m on m.id = c."boxId"
        returning box_id as "boxId"`,
  );
  if (written.length < passed.length) throw new Refusal('boxNotHere', { named: from });
}
