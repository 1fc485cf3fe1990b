import { eq, sql } from 'drizzle-orm';
import { record } from '../../database/record.ts';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { appendEvent } from '../../events/outbox.ts';
import { type Id, newId } from '../../rules/ids.ts';
import { boxesOf, type PackedSku } from '../../rules/packing.ts';
import { Refusal } from '../../rules/refusal.ts';
import { warehouses } from '../../schema/warehouses.ts';
import { requireRole } from '../identity/require-role.ts';
import { type NewBox, writeBoxes } from './write-boxes.ts';

export const PACK_ORDERS_MAX = 500;

export interface Packed {
  readonly orders: number;
  readonly boxes: number;
  /** Orders that still wait to be packed. */
  readonly waiting: number;
}

/** The clerk makes whole boxes of the oldest orders that have none. */
export async function packOrders(
  tx: ActionTx,
  { warehouseId, limit }: { warehouseId: Id; limit: number },
): Promise<Packed> {
  if (!Number.isInteger(limit) || limit < 1 || limit > PACK_ORDERS_MAX) {
    throw new Refusal('invalidInput', {
      field: 'limit',
      value: limit,
      accepted: `a whole number from 1 to ${PACK_ORDERS_MAX}`,
    });
  }
  const [warehouse] = await tx.db
    .select({ cityId: warehouses.cityId, jurisdictionId: warehouses.jurisdictionId })
    .from(warehouses)
    .where(eq(warehouses.id, warehouseId));
  if (!warehouse) throw new Refusal('notFound', { noun: 'warehouse', warehouseId });
  await requireRole(tx, ['warehouseClerk', 'administrator'], { jurisdictionId: warehouse.jurisdictionId });

  const { cityId } = warehouse;
  const orders = await lockUnpacked(tx, { warehouseId, limit });
  const skus = await sizesOf(tx, orders);
  const boxes = orders.flatMap((order) => boxesOfOrder(order, skus));
  await writeBoxes(tx, { cityId, warehouseId, boxes });

  const waiting = await countUnpacked(tx, warehouseId);
  if (orders.length === 0) return { orders: 0, boxes: 0, waiting };
  const packed = { orders: orders.length, boxes: boxes.length };
  await appendEvent(tx, { name: 'boxes.packed.v1', cityId, payload: { warehouseId, ...packed } });
  await record(tx, { action: 'orders/pack', cityId, subject: { kind: 'warehouse', id: warehouseId }, facts: packed });
  return { ...packed, waiting };
}

interface Unpacked {
  readonly id: Id;
  readonly lines: readonly { readonly pendingId: Id; readonly skuId: Id; readonly units: number }[];
}

/** Two clerks at once get different orders. */
async function lockUnpacked(
  tx: ActionTx,
  { warehouseId, limit }: { warehouseId: Id; limit: number },
): Promise<Unpacked[]> {
  return rows<Unpacked>(
    tx.db,
    sql`select o.id, (select json_agg(json_build_object('pendingId', r.id, 'skuId', r.sku_id, 'units', r.remaining)
            order by r.sku_id) from reservations r where r.order_id = o.id and r.remaining > 0) as lines
        from orders o where ${isUnpacked(warehouseId)} order by o.placed_at, o.id limit ${limit} for update of o skip locked`,
  );
}

async function countUnpacked(tx: ActionTx, warehouseId: Id): Promise<number> {
  const [found] = await rows<{ waiting: number }>(
    tx.db,
    sql`select count(*)::int as waiting from orders o where ${isUnpacked(warehouseId)}`,
  );
  return found?.waiting ?? 0;
}

function isUnpacked(warehouseId: Id) {
  return sql`o.warehouse_id = ${warehouseId} and o.state = 'placed'
    and not exists (select from boxes b where b.order_id = o.id)
    and exists (select from reservations r where r.order_id = o.id and r.remaining > 0)`;
}

async function sizesOf(tx: ActionTx, orders: readonly Unpacked[]): Promise<Map<Id, PackedSku>> {
  const skuIds = [...new Set(orders.flatMap(({ lines }) => lines.map(({ skuId }) => skuId)))];
  const found = await rows<PackedSku & { id: Id }>(
    tx.db,
    sql`select id, grams, millilitres, temperature_class as "temperatureClass" from skus
        where id = any(${`{${skuIds.join(',')}}`}::uuid[])`,
  );
  return new Map(found.map((sku) => [sku.id, sku]));
}

function boxesOfOrder({ id, lines }: Unpacked, skus: ReadonlyMap<Id, PackedSku>): NewBox[] {
  const pendingOf = new Map(lines.map(({ skuId, pendingId }) => [skuId, pendingId]));
  return boxesOf(lines, skus).map((content, index) => ({
    id: newId(),
    orderId: id,
    seq: index + 1,
    grams: content.grams,
    millilitres: content.millilitres,
    temperatureClass: content.temperatureClass,
    lines: content.lines.map(({ skuId, units }) => ({ skuId, quantity: units, pendingId: pendingOf.get(skuId) ?? '' })),
  }));
}
