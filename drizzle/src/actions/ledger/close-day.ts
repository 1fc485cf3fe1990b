import { sql } from 'drizzle-orm';
import { record } from '../../database/record.ts';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { appendEvent } from '../../events/outbox.ts';
import { civilDayOf, isCivilDay } from '../../rules/civil-day.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import type { BoxState, CustodianKind } from '../../rules/vocabulary.ts';
import { requireWholeCity } from '../identity/require-whole-city.ts';
import { carryOrders } from './carry-orders.ts';
import { endUnserved } from './end-unserved.ts';

export interface CloseDay {
  readonly cityId: Id;
  readonly day: string;
  /** What becomes of orders that were not served: they end unserved, or are carried to the next open day. */
  readonly unserved?: 'end' | 'carry' | undefined;
}

export interface ClosedDay {
  readonly day: string;
  readonly posted: number;
  readonly voided: number;
  readonly carried: number;
  readonly unserved: number;
}

/** Open boxes that a refusal names; there may be more. */
const OPEN_BOXES_SHOWN = 100;
/** Orders that are ended by one set of statements, and most sets. */
const ORDERS_PER_PART = 500;
const PARTS_MAX = 400;

/** Closes a delivery day: from here on every ledger row of it is posted or voided, and no order can join it. */
export async function closeDay(tx: ActionTx, { cityId, day, unserved = 'end' }: CloseDay): Promise<ClosedDay> {
  await requireWholeCity(tx, ['commander', 'administrator']);
  if (tx.actor.kind === 'account' && tx.actor.cityId !== cityId)
    throw new Refusal('notFound', { noun: 'city', cityId });
  await requireClosable(tx, { cityId, day });
  await refuseOpenBoxes(tx, { cityId, day });

  const count = { carried: 0, unserved: 0 };
  for (let part = 0; part < PARTS_MAX; part++) {
    const orderIds = await unservedOrders(tx, { cityId, day });
    if (orderIds.length === 0) break;
    if (unserved === 'carry') count.carried += await carryOrders(tx, { cityId, day, orderIds });
    else count.unserved += await endUnserved(tx, orderIds);
  }

  const closed = { day, ...(await ledgerCounts(tx, { cityId, day })), ...count };
  const now = tx.now.toISOString();
  await tx.db.execute(
    sql`insert into closed_days (city_id, day, closed_at, counts)
        values (${cityId}, ${day}, ${now}::timestamptz, ${JSON.stringify({ ...closed, day: undefined })}::jsonb)`,
  );
  await appendEvent(tx, { name: 'day.closed.v1', cityId, payload: { day, ...count } });
  await record(tx, { action: 'ledger/close-day', cityId, subject: { kind: 'city', id: cityId }, facts: { ...closed } });
  return closed;
}

interface OfDay {
  readonly cityId: Id;
  readonly day: string;
}

/** The city's lock waits for orders that are being placed, so that none of them joins the day after its close. */
async function requireClosable(tx: ActionTx, { cityId, day }: OfDay): Promise<void> {
  const [city] = await rows<{ timeZone: string; beganAt: string | null }>(
    tx.db,
    sql`select time_zone as "timeZone",
          (select to_json(min(in_force_from)) from laws where city_id = cities.id and cause = 'founding') as "beganAt"
        from cities where id = ${cityId} for update`,
  );
  if (!city) throw new Refusal('notFound', { noun: 'city', cityId });
  refuseDayThatNeverWas(day, {
    first: city.beganAt ? civilDayOf(new Date(city.beganAt), city.timeZone) : undefined,
    today: civilDayOf(tx.now, city.timeZone),
  });
  const [closed] = await rows(tx.db, sql`select 1 from closed_days where city_id = ${cityId} and day = ${day}`);
  if (closed) throw new Refusal('dayAlreadyClosed', { day });
}

/** A day without orders can be closed, but only one that the city has lived: from its first day to today. */
function refuseDayThatNeverWas(day: string, { first, today }: { first: string | undefined; today: string }): void {
  const accepted = first ? `a day from ${first} to ${today}` : `a day not after ${today}`;
  if (!isCivilDay(day)) throw new Refusal('invalidInput', { field: 'day', value: day, accepted });
  if (day > today || (first && day < first)) throw new Refusal('dayNeverWas', { field: 'day', value: day, accepted });
}

interface OpenBox {
  readonly boxId: Id;
  readonly orderId: Id;
  readonly state: BoxState;
  readonly custodianKind: CustodianKind;
  readonly custodianId: Id;
}

/** A box that is on its way belongs neither to the warehouse nor to the household: somebody must bring it to one of them first. */
async function refuseOpenBoxes(tx: ActionTx, { cityId, day }: OfDay): Promise<void> {
  await tx.db.execute(
    sql`select b.id from boxes b join orders o on o.id = b.order_id
        where o.city_id = ${cityId} and o.delivery_day = ${day} and b.state not in ('delivered', 'returned', 'lost')
        order by b.id for update of b`,
  );
  const open = await rows<OpenBox>(
    tx.db,
    sql`select b.id as "boxId", b.order_id as "orderId", b.state, b.custodian_kind as "custodianKind",
          b.custodian_id as "custodianId"
        from boxes b join orders o on o.id = b.order_id
        where o.city_id = ${cityId} and o.delivery_day = ${day} and b.state in ('loaded', 'handedOver', 'held')
        order by b.id limit ${OPEN_BOXES_SHOWN}`,
  );
  if (open.length > 0) throw new Refusal('dayNotClosable', { day, boxes: open });
}

async function unservedOrders(tx: ActionTx, { cityId, day }: OfDay): Promise<Id[]> {
  const found = await rows<{ id: Id }>(
    tx.db,
    sql`select id from orders where city_id = ${cityId} and delivery_day = ${day} and ended_at is null
        order by placed_at, id limit ${ORDERS_PER_PART} for update`,
  );
  return found.map(({ id }) => id);
}

/** Ledger rows of the day by how they ended. */
async function ledgerCounts(tx: ActionTx, { cityId, day }: OfDay): Promise<{ posted: number; voided: number }> {
  const [counts] = await rows<{ posted: number; voided: number }>(
    tx.db,
    sql`select count(*) filter (where kind = 'post')::int as posted, count(*) filter (where kind = 'void')::int as voided
        from ledger_entries where city_id = ${cityId} and delivery_day = ${day}`,
  );
  return counts ?? { posted: 0, voided: 0 };
}
