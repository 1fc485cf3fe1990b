import { and, eq, sql } from 'drizzle-orm';
import { record } from '../../database/record.ts';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { Custodian } from '../../rules/custodian.ts';
import type { Id } from '../../rules/ids.ts';
import { normalPickupCode } from '../../rules/pickup-code.ts';
import { Refusal } from '../../rules/refusal.ts';
import type { CustodianKind } from '../../rules/vocabulary.ts';
import { dropPoints } from '../../schema/drop-points.ts';
import { passCustody } from '../boxes/pass-custody.ts';
import { covers } from '../identity/require-role.ts';

export interface Collection {
  readonly dropPointId: Id;
  readonly pickupCode: string;
}

export interface Collected {
  readonly orderId: Id;
  readonly boxes: readonly Id[];
}

/** The pickup code proves whose boxes they are: they pass from the drop point to the household that ordered them. */
export async function collectOrder(tx: ActionTx, { dropPointId, pickupCode }: Collection): Promise<Collected> {
  const cityId = await requireDropPoint(tx, dropPointId);
  const waiting = await waitingBoxes(tx, { dropPointId, pickupCode: normalPickupCode(pickupCode) });
  const orderIds = new Set(waiting.map(({ orderId }) => orderId));
  const [first] = waiting;
  if (!first) throw new Refusal('pickupCodeWrong', { dropPointId });
  // Six digits may meet by chance: with two orders behind one code only the residents themselves can say which is theirs.
  if (orderIds.size > 1) throw new Refusal('wrongHousehold', { dropPointId, orders: orderIds.size });

  const boxIds = waiting.map(({ id }) => id);
  const to: Custodian = { kind: 'household', id: first.householdId };
  await passCustody(tx, { boxIds, from: { kind: 'dropPoint', id: dropPointId }, to });
  await record(tx, {
    action: 'orders/collect',
    cityId,
    subject: { kind: 'order', id: first.orderId },
    facts: { dropPointId, boxes: boxIds.length },
  });
  return { orderId: first.orderId, boxes: boxIds };
}

interface Waiting {
  readonly id: Id;
  readonly orderId: Id;
  readonly householdId: Id;
  readonly custodianKind: CustodianKind;
}

/** Residents see their own household's boxes only. */
async function waitingBoxes(tx: ActionTx, { dropPointId, pickupCode }: Collection): Promise<Waiting[]> {
  const { actor } = tx;
  const isLeader = actor.kind === 'system' || actor.grants.some(({ role }) => role === 'groupLeader');
  const own = isLeader ? sql`true` : sql`h.account_id = ${actor.id}::uuid`;
  return rows<Waiting>(
    tx.db,
    sql`select b.id, b.order_id as "orderId", o.household_id as "householdId", b.custodian_kind as "custodianKind"
        from boxes b join orders o on o.id = b.order_id join households h on h.id = o.household_id
        where b.custodian_kind = 'dropPoint' and b.custodian_id = ${dropPointId}::uuid and o.pickup_code = ${pickupCode} and ${own}
        order by b.id`,
  );
}

/** The leader of the drop point hands boxes out; a resident may open the locker there for the own household. */
async function requireDropPoint(tx: ActionTx, dropPointId: Id): Promise<Id> {
  const { actor } = tx;
  const [point] = await tx.db
    .select({
      cityId: dropPoints.cityId,
      path: sql<string>`(select path::text from jurisdictions j where j.id = ${dropPoints.communityId})`,
      leaderAccountId: dropPoints.leaderAccountId,
    })
    .from(dropPoints)
    .where(
      actor.kind === 'system'
        ? eq(dropPoints.id, dropPointId)
        : and(eq(dropPoints.id, dropPointId), eq(dropPoints.cityId, actor.cityId)),
    );
  if (!point) throw new Refusal('notFound', { noun: 'dropPoint', dropPointId });
  if (actor.kind === 'system' || point.leaderAccountId === actor.id) return point.cityId;

  const allowed = actor.grants.some(
    ({ role, path }) => role === 'resident' || (role === 'groupLeader' && covers(path, point.path)),
  );
  if (!allowed) throw new Refusal('forbidden', { accepted: ['groupLeader', 'resident'] });
  return point.cityId;
}
