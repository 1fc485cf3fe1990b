import type { ActionTx } from '../../database/transaction.ts';
import type { Custodian } from '../../rules/custodian.ts';
import { type Id, newId } from '../../rules/ids.ts';
import type { NewEntry } from '../ledger/effects.ts';
import { writeEntries } from '../ledger/write-entries.ts';
import { type BoxLine, boxLinesOf, resolving } from './box-lines.ts';
import { type PassedBox, passCustody } from './pass-custody.ts';
import { setOrderStates } from './set-order-states.ts';

export interface Return {
  readonly boxIds: readonly Id[];
  readonly from: Custodian;
  readonly warehouseId: Id;
  readonly stopId?: Id;
}

/** Boxes are received at a warehouse: their reservations are voided; where it is another warehouse, the units move there. */
export async function returnBoxes(tx: ActionTx, { boxIds, from, warehouseId, stopId }: Return): Promise<PassedBox[]> {
  const passed = await passCustody(tx, { boxIds, from, to: { kind: 'warehouse', id: warehouseId }, stopId });

  const lines = await boxLinesOf(
    tx,
    passed.map(({ id }) => id),
  );
  const moved = lines.filter((line) => line.warehouseId !== warehouseId);
  await writeEntries(tx, [...resolving('void', lines), ...moved.map((line) => transferOf(line, warehouseId))]);
  await setOrderStates(
    tx,
    passed.map(({ orderId }) => orderId),
  );
  return passed;
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
