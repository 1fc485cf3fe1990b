import { sql } from 'drizzle-orm';
import { recordset } from '../../database/bulk.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { type Id, newId } from '../../rules/ids.ts';
import type { TemperatureClass } from '../../rules/vocabulary.ts';

/** A packed box as it enters the table. */
export interface NewBox {
  readonly id: Id;
  readonly orderId: Id;
  readonly seq: number;
  readonly grams: number;
  readonly millilitres: number;
  readonly temperatureClass: TemperatureClass;
  readonly lines: readonly { readonly skuId: Id; readonly quantity: number; readonly pendingId: Id }[];
}

interface Packing {
  readonly cityId: Id;
  readonly warehouseId: Id;
  readonly boxes: readonly NewBox[];
}

/** Writes boxes with what lies in them and their first custody row, from the warehouse to itself. */
export async function writeBoxes(tx: ActionTx, { cityId, warehouseId, boxes }: Packing): Promise<void> {
  if (boxes.length === 0) return;

  const now = tx.now.toISOString();
  const actorId = tx.actor.kind === 'account' ? tx.actor.id : null;
  const packed = boxes.map(({ lines: _, ...box }) => ({ ...box, custodyId: newId() }));
  const lines = boxes.flatMap(({ id, lines }) => lines.map((line) => ({ ...line, boxId: id })));
  await tx.db.execute(
    sql`with box as (
          select * from ${recordset(packed)} as b(id uuid, "orderId" uuid, seq int, grams int, millilitres int,
            "temperatureClass" text, "custodyId" uuid)
        ), packed as (
          insert into boxes (id, city_id, order_id, warehouse_id, seq, state, grams, millilitres, temperature_class,
            custodian_kind, custodian_id, packed_at)
          select id, ${cityId}::uuid, "orderId", ${warehouseId}::uuid, seq, 'packed', grams, millilitres, "temperatureClass",
            'warehouse', ${warehouseId}::uuid, ${now}::timestamptz from box
        ), filled as (
          insert into box_lines (box_id, sku_id, quantity, pending_id)
          select "boxId", "skuId", quantity, "pendingId"
          from ${recordset(lines)} as l("boxId" uuid, "skuId" uuid, quantity int, "pendingId" uuid)
        )
        insert into custody (id, box_id, from_kind, from_id, to_kind, to_id, at, actor_account_id)
        select "custodyId", id, 'warehouse', ${warehouseId}::uuid, 'warehouse', ${warehouseId}::uuid, ${now}::timestamptz,
          ${actorId}::uuid from box`,
  );
}
