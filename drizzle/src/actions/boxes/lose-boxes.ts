import { sql } from 'drizzle-orm';
import { uuids } from '../../database/bulk.ts';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import { writeEntries } from '../ledger/write-entries.ts';
import { boxLinesOf, resolving } from './box-lines.ts';
import { setOrderStates } from './set-order-states.ts';

const MAY_BE_LOST = ['packed', 'loaded', 'handedOver', 'held'];

/** Boxes are damaged or gone: their units are posted to loss. The last custodian stays on record. */
export async function loseBoxes(tx: ActionTx, boxIds: readonly Id[]): Promise<void> {
  const lost = await rows<{ id: Id }>(
    tx.db,
    sql`with locked as (
          select id from boxes where id = any(${uuids(boxIds)}) order by id for update
        ), dropped as (
          update stop_boxes s set active = false, outcome = 'failed' from locked l where s.box_id = l.id and s.active
        )
        update boxes b set state = 'lost', held_point = null from locked l
        where b.id = l.id and b.state = any(${`{${MAY_BE_LOST.join(',')}}`}::text[]) returning b.id`,
  );
  if (lost.length < new Set(boxIds).size) {
    throw new Refusal('wrongState', { noun: 'box', wanted: 'lost', allowed: MAY_BE_LOST });
  }
  await writeEntries(tx, resolving('loss', await boxLinesOf(tx, boxIds)));
  await setOrderStates(tx, { boxIds });
}
