import { sql } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import { type OrderView, orderViews } from './order-view.ts';

export const ORDERS_PER_PAGE = 20;

interface Asked {
  readonly householdId: Id;
  readonly at: Date;
  /** `next` of the page before. */
  readonly cursor?: string | undefined;
}

/** A page of a household's orders, newest first. */
export async function ordersOfHousehold(
  db: Reader,
  { householdId, at, cursor }: Asked,
): Promise<{ items: OrderView[]; next: string | null }> {
  const after = cursor === undefined ? sql`true` : isBefore(cursor);
  const where = sql`o.household_id = ${householdId} and ${after}`;
  const found = await orderViews(db, { where, limit: ORDERS_PER_PAGE + 1, at });

  const items = found.slice(0, ORDERS_PER_PAGE);
  const last = items.at(-1);
  return { items, next: found.length > items.length && last ? `${last.placedAt}_${last.id}` : null };
}

function isBefore(cursor: string) {
  const [, placedAt, id] = /^(\d{4}-\d\d-\d\dT[\d:.]{8,12}Z)_([0-9a-f-]{36})$/.exec(cursor) ?? [];
  if (!placedAt || !id || Number.isNaN(Date.parse(placedAt))) throw new Refusal('cursorInvalid', { field: 'cursor' });
  return sql`(o.placed_at, o.id) < (${placedAt}::timestamptz, ${id}::uuid)`;
}
