import { eq, inArray } from 'drizzle-orm';
import { record } from '../../database/record.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { appendEvent } from '../../events/outbox.ts';
import { type Id, newId } from '../../rules/ids.ts';
import { quantityVerdict } from '../../rules/quantity.ts';
import { Refusal } from '../../rules/refusal.ts';
import { orThrow } from '../../rules/verdict.ts';
import { skus } from '../../schema/skus.ts';
import { warehouses } from '../../schema/warehouses.ts';
import { requireRole } from '../identity/require-role.ts';
import type { NewEntry } from '../ledger/effects.ts';
import { writeEntries } from '../ledger/write-entries.ts';

/** Most units of one SKU in one receipt: a lorry of the smallest goods, far from the end of an integer. */
export const RECEIPT_UNITS_MAX = 1_000_000;
export const RECEIPT_LINES_MAX = 500;

export interface Receipt {
  readonly warehouseId: Id;
  readonly lines: readonly { readonly skuId: Id; readonly quantity: number }[];
}

/** Goods arrive from a supplier; the units of lines that name the same SKU are summed. */
export async function receiveStock(tx: ActionTx, { warehouseId, lines }: Receipt): Promise<{ units: number }> {
  const [warehouse] = await tx.db
    .select({ cityId: warehouses.cityId, jurisdictionId: warehouses.jurisdictionId })
    .from(warehouses)
    .where(eq(warehouses.id, warehouseId));
  if (!warehouse) throw new Refusal('notFound', { noun: 'warehouse', warehouseId });
  await requireRole(tx, ['warehouseClerk', 'administrator'], { jurisdictionId: warehouse.jurisdictionId });

  const { cityId } = warehouse;
  const entries = entriesOf({ warehouseId, lines }, cityId);
  const skuIds = [...new Set(lines.map(({ skuId }) => skuId))];
  await requireKnown(tx, { cityId, skuIds });

  await writeEntries(tx, entries);
  const units = entries.reduce((sum, { quantity }) => sum + quantity, 0);
  await appendEvent(tx, { name: 'stock.received.v1', cityId, payload: { warehouseId, skuIds } });
  await record(tx, {
    action: 'stock/receive',
    cityId,
    subject: { kind: 'warehouse', id: warehouseId },
    facts: { lines: lines.length, units },
  });
  return { units };
}

function entriesOf({ warehouseId, lines }: Receipt, cityId: Id): NewEntry[] {
  if (lines.length === 0 || lines.length > RECEIPT_LINES_MAX) {
    throw new Refusal('invalidInput', {
      field: 'lines',
      value: lines.length,
      accepted: `1 to ${RECEIPT_LINES_MAX} lines`,
    });
  }
  return lines.map(({ skuId, quantity }, index) => ({
    id: newId(),
    cityId,
    kind: 'receive',
    warehouseId,
    skuId,
    quantity: orThrow(quantityVerdict({ field: `lines[${index}].quantity`, value: quantity, max: RECEIPT_UNITS_MAX })),
  }));
}

async function requireKnown(tx: ActionTx, { cityId, skuIds }: { cityId: Id; skuIds: readonly Id[] }): Promise<void> {
  const found = await tx.db
    .select({ id: skus.id, cityId: skus.cityId })
    .from(skus)
    .where(inArray(skus.id, [...skuIds]));
  const known = new Set(found.filter((sku) => sku.cityId === cityId).map((sku) => sku.id));
  const unknown = skuIds.find((id) => !known.has(id));
  if (unknown) throw new Refusal('unknownSku', { skuId: unknown });
}
