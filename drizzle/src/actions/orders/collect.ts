import { sql } from 'drizzle-orm';
import { uuids } from '../../database/bulk.ts';
import { record } from '../../database/record.ts';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { Custodian } from '../../rules/custodian.ts';
import type { Id } from '../../rules/ids.ts';
import { normalPickupCode } from '../../rules/pickup-code.ts';
import { Refusal } from '../../rules/refusal.ts';
import { passCustody } from '../boxes/pass-custody.ts';
import { type PickupAt, type PickupPlace, requirePickupPlace } from './pickup-place.ts';

export type Collection = PickupAt & { readonly pickupCode: string };

export interface Collected {
  readonly orderId: Id;
  readonly boxes: readonly Id[];
}

/**
 * The pickup code proves whose boxes they are: they pass from the drop point or gate where they were delivered to the
 * household that ordered them. No stock moves.
 */
export async function collectOrder(tx: ActionTx, { pickupCode, ...at }: Collection): Promise<Collected> {
  const place = await requirePickupPlace(tx, at);
  const waiting = await waitingBoxes(tx, { place, pickupCode: normalPickupCode(pickupCode) });
  const orderIds = new Set(waiting.map(({ orderId }) => orderId));
  const [first] = waiting;
  if (!first) throw new Refusal('pickupCodeWrong', { ...at });
  // Six digits may meet by chance: with two orders behind one code only the residents themselves can say which is theirs.
  if (orderIds.size > 1) throw new Refusal('wrongHousehold', { ...at, orders: orderIds.size });

  const boxIds = waiting.map(({ id }) => id);
  const to: Custodian = { kind: 'household', id: first.householdId };
  await passCustody(tx, { boxIds, from: place.custodian, to });
  await freeFollowOn(tx, boxIds);
  await record(tx, {
    action: 'orders/collect',
    cityId: place.cityId,
    subject: { kind: 'order', id: first.orderId },
    facts: { ...at, boxes: boxIds.length },
  });
  return { orderId: first.orderId, boxes: boxIds };
}

interface Waiting {
  readonly id: Id;
  readonly orderId: Id;
  readonly householdId: Id;
}

/** Boxes of an order that were delivered here; residents see their own household's only. */
async function waitingBoxes(
  tx: ActionTx,
  { place, pickupCode }: { place: PickupPlace; pickupCode: string },
): Promise<Waiting[]> {
  const { actor } = tx;
  const { custodian, servesAll } = place;
  const own = servesAll ? sql`true` : sql`h.account_id = ${actor.id}::uuid`;
  return rows<Waiting>(
    tx.db,
    sql`select b.id, b.order_id as "orderId", o.household_id as "householdId"
        from boxes b join orders o on o.id = b.order_id join households h on h.id = o.household_id
        where b.custodian_kind = ${custodian.kind} and b.custodian_id = ${custodian.id}::uuid and b.state = 'delivered'
          and o.pickup_code = ${pickupCode} and ${own}
        order by b.id`,
  );
}

/** A carrier who was to bring these boxes to the door finds them gone: his stop does not wait for them. */
async function freeFollowOn(tx: ActionTx, boxIds: readonly Id[]): Promise<void> {
  await tx.db.execute(
    sql`update stop_boxes set active = false, outcome = 'superseded' where active and box_id = any(${uuids(boxIds)})`,
  );
}
