import { inArray } from 'drizzle-orm';
import type { ActionTx } from '../../database/transaction.ts';
import type { Custodian } from '../../rules/custodian.ts';
import { type Id, newId } from '../../rules/ids.ts';
import { boxes } from '../../schema/boxes.ts';
import type { NewEntry } from '../ledger/effects.ts';
import { writeEntries } from '../ledger/write-entries.ts';
import { type BoxLine, boxLinesOf, resolving } from './box-lines.ts';
import { type PassedBox, passCustody } from './pass-custody.ts';
import { setOrderStates } from './set-order-states.ts';

export interface Return {
  readonly boxIds: readonly Id[];
  readonly warehouseId: Id;
  /** Who must have them; without it they are taken from whoever has them. */
  readonly from?: Custodian | undefined;
  readonly stopId?: Id | undefined;
}

/** Boxes are received at a warehouse: their reservations are voided; where it is another warehouse, the units move there. */
export async function returnBoxes(tx: ActionTx, { boxIds, warehouseId, from, stopId }: Return): Promise<PassedBox[]> {
  const to: Custodian = { kind: 'warehouse', id: warehouseId };
  const passed: PassedBox[] = [];
  const groups = from ? [{ holder: from, ids: boxIds }] : await byCustodian(tx, boxIds);
  for (const { holder, ids } of groups) {
    passed.push(...(await passCustody(tx, { boxIds: ids, from: holder, to, stopId })));
  }

  const lines = await boxLinesOf(
    tx,
    passed.map(({ id }) => id),
  );
  const moved = lines.filter((line) => line.warehouseId !== warehouseId);
  await writeEntries(tx, [...resolving('void', lines), ...moved.map((line) => transferOf(line, warehouseId))]);
  await setOrderStates(tx, { boxIds: passed.map(({ id }) => id) });
  return passed;
}

async function byCustodian(tx: ActionTx, boxIds: readonly Id[]): Promise<{ holder: Custodian; ids: Id[] }[]> {
  if (boxIds.length === 0) return [];
  const found = await tx.db
    .select({ id: boxes.id, kind: boxes.custodianKind, custodianId: boxes.custodianId })
    .from(boxes)
    .where(inArray(boxes.id, [...boxIds]))
    .orderBy(boxes.id);
  const groups = new Map<string, { holder: Custodian; ids: Id[] }>();
  for (const { id, kind, custodianId } of found) {
    const key = `${kind} ${custodianId}`;
    const group = groups.get(key) ?? { holder: { kind, id: custodianId }, ids: [] };
    group.ids.push(id);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function transferOf({ cityId, skuId, quantity, warehouseId, orderId, boxId, deliveryDay }: BoxLine, to: Id): NewEntry {
  return {
    id: newId(),
    kind: 'transfer',
    cityId,
    skuId,
    quantity,
    warehouseId,
    toWarehouseId: to,
    orderId,
    boxId,
    deliveryDay,
  };
}
