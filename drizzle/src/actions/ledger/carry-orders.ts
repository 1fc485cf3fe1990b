import { sql } from 'drizzle-orm';
import { recordset, uuids } from '../../database/bulk.ts';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { daysAfter } from '../../rules/civil-day.ts';
import { type Id, newId } from '../../rules/ids.ts';
import { InvariantError } from '../../rules/refusal.ts';
import { cityFacts } from '../orders/city-facts.ts';
import { promiseFor } from '../orders/delivery-of.ts';
import { voidsOf } from '../orders/release.ts';
import type { NewEntry } from './effects.ts';
import { writeEntries } from './write-entries.ts';

interface Carry {
  readonly cityId: Id;
  readonly day: string;
  readonly orderIds: readonly Id[];
}

/** Orders go on to the next open day: their rows are voided and reserved again, and boxes that stand packed stay packed. */
export async function carryOrders(tx: ActionTx, { cityId, day, orderIds }: Carry): Promise<number> {
  const city = await cityFacts(tx, cityId);
  const { deliveryDay, promisedAt } = promiseFor(tx.now, {
    ...city,
    closedDays: [...city.closedDays, day],
    from: daysAfter(day, 1),
  });

  const voids = await voidsOf(tx, orderIds);
  const renewed = voids.map(({ pendingId: was, kind: _, ...entry }) => {
    const next: NewEntry = { ...entry, id: newId(), kind: 'pending', deliveryDay };
    return { was, next };
  });
  await writeEntries(tx, [...voids, ...renewed.map(({ next }) => next)]);
  await tx.db.execute(
    sql`update box_lines l set pending_id = n.next from ${recordset(renewed.map(({ was, next }) => ({ was, next: next.id })))}
          as n(was uuid, next uuid), boxes b
        where l.pending_id = n.was and b.id = l.box_id and b.state = 'packed'`,
  );
  await tx.db.execute(
    sql`update stop_boxes s set active = false, outcome = 'superseded' from boxes b
        where b.id = s.box_id and s.active and b.order_id = any(${uuids(orderIds)}) and b.state = 'packed'`,
  );
  const carried = await rows(
    tx.db,
    sql`update orders set delivery_day = ${deliveryDay}, promised_at = ${promisedAt.toISOString()}::timestamptz, state = 'placed'
        where id = any(${uuids(orderIds)}) returning id`,
  );
  if (carried.length < orderIds.length)
    throw new InvariantError('an order was lost while it was carried to the next day');
  return carried.length;
}
