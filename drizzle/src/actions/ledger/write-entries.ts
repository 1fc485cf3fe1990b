import { type SQL, sql } from 'drizzle-orm';
import { recordset } from '../../database/bulk.ts';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { InvariantError, Refusal } from '../../rules/refusal.ts';
import { balanceChanges, legsOf, type NewEntry } from './effects.ts';

/**
 * The only way into the ledger: appends the rows and moves their projections, reservations and balances, in one statement.
 * Balances are locked in (warehouse, SKU) order and change only where the units are there; the CHECK stands behind that.
 */
export async function writeEntries(tx: ActionTx, entries: readonly NewEntry[]): Promise<void> {
  if (entries.length === 0) return;

  const changes = balanceChanges(entries);
  const gains = changes.filter(({ onHand }) => onHand > 0);
  if (gains.length > 0) await openBalances(tx, gains);

  const [done] = await rows<{ changed: number; resolved: number }>(tx.db, statement(tx, entries, changes));
  const resolving = new Set(entries.filter(({ kind }) => resolves(kind)).map(({ pendingId }) => pendingId));
  if (done?.resolved !== resolving.size)
    throw new InvariantError('a ledger row resolves a reservation that is not there');
  if (done.changed !== changes.length) throw shortage(changes);
}

/** A balance that was never there starts at nothing, so that the one statement below can change it. */
async function openBalances(tx: ActionTx, gains: readonly object[]): Promise<void> {
  await tx.db.execute(
    sql`insert into balances (warehouse_id, sku_id, on_hand, reserved)
        select g."warehouseId", g."skuId", 0, 0 from ${recordset(gains)} as g("warehouseId" uuid, "skuId" uuid)
        order by 1, 2 on conflict do nothing`,
  );
}

/** Only the parts that these rows need: planning a statement costs more than running it. */
function statement(tx: ActionTx, entries: readonly NewEntry[], changes: readonly object[]): SQL {
  const written = entries.map((entry) => ({ ...entry, ...legsOf(entry) }));
  const opens = entries.some(({ kind }) => kind === 'pending');
  const resolvesSome = entries.some(({ kind }) => resolves(kind));
  const now = tx.now.toISOString();
  return sql`
    with row as (
      select * from ${recordset(written)} as r(id uuid, "cityId" uuid, kind text, "skuId" uuid, quantity int, "fromAccount" text,
        "toAccount" text, "warehouseId" uuid, "orderId" uuid, "boxId" uuid, "pendingId" uuid, "deliveryDay" date)
    ), entry as (
      insert into ledger_entries (id, city_id, kind, sku_id, quantity, from_account, to_account, warehouse_id, order_id, box_id,
        pending_id, delivery_day, recorded_at)
      select id, "cityId", kind, "skuId", quantity, "fromAccount", "toAccount", "warehouseId", "orderId", "boxId",
        "pendingId", "deliveryDay", ${now}::timestamptz from row
    )${opens ? opening : sql``}${resolvesSome ? resolving : sql``}, locked as (
      select b.warehouse_id, b.sku_id, c."onHand", c.reserved
      from balances b
      join ${recordset(changes)} as c("warehouseId" uuid, "skuId" uuid, "onHand" int, reserved int)
        on b.warehouse_id = c."warehouseId" and b.sku_id = c."skuId"
      order by b.warehouse_id, b.sku_id for update of b
    ), changed as (
      update balances b set on_hand = b.on_hand + l."onHand", reserved = b.reserved + l.reserved
      from locked l
      where b.warehouse_id = l.warehouse_id and b.sku_id = l.sku_id
        and b.reserved + l.reserved between 0 and b.on_hand + l."onHand"
      returning 1
    )
    select (select count(*)::int from changed) as changed,
      ${resolvesSome ? sql`(select count(*)::int from resolved)` : sql`0`} as resolved`;
}

const opening = sql`, opened as (
      insert into reservations (id, city_id, order_id, sku_id, warehouse_id, quantity, remaining, delivery_day)
      select id, "cityId", "orderId", "skuId", "warehouseId", quantity, quantity, "deliveryDay" from row where kind = 'pending'
    )`;

const resolving = sql`, resolved as (
      update reservations r set remaining = r.remaining - s.quantity
      from (select "pendingId" as id, sum(quantity)::int as quantity from row where kind in ('post', 'void', 'loss') group by 1) s
      where r.id = s.id returning 1
    )`;

function resolves(kind: NewEntry['kind']): boolean {
  return kind === 'post' || kind === 'void' || kind === 'loss';
}

function shortage(changes: ReturnType<typeof balanceChanges>): Refusal | InvariantError {
  const asked = changes.filter(({ reserved }) => reserved > 0);
  if (asked.length === 0) return new InvariantError('a ledger row takes units that the warehouse does not have');
  return new Refusal('outOfStock', { skuIds: asked.map(({ skuId }) => skuId) });
}
