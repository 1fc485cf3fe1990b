import { sql } from 'drizzle-orm';
import { uuids } from '../../database/bulk.ts';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import { writeEntries } from '../ledger/write-entries.ts';
import { boxLinesOf, resolving } from './box-lines.ts';
import { setOrderStates } from './set-order-states.ts';

/** Boxes are damaged or gone: their units are posted to loss. The last custodian stays on record. */
export async function loseBoxes(tx: ActionTx, boxIds: readonly Id[]): Promise<void> {
  await end(tx, boxIds, { state: 'lost', from: ['packed', 'loaded', 'handedOver', 'held'] });
  await writeEntries(tx, resolving('loss', await boxLinesOf(tx, boxIds)));
  await setOrderStates(tx, { boxIds });
}

/** Packed boxes are taken apart where they stand: their units go back on the shelf. The order's state is the caller's. */
export async function unpackBoxes(tx: ActionTx, boxIds: readonly Id[]): Promise<void> {
  await end(tx, boxIds, { state: 'returned', from: ['packed'] });
  await writeEntries(tx, resolving('void', await boxLinesOf(tx, boxIds)));
}

interface End {
  readonly state: 'lost' | 'returned';
  readonly from: readonly string[];
}

async function end(tx: ActionTx, boxIds: readonly Id[], { state, from }: End): Promise<void> {
  const ended = await rows<{ id: Id }>(
    tx.db,
    sql`with locked as (
          select id from boxes where id = any(${uuids(boxIds)}) order by id for update
        )
        update boxes b set state = ${state}, held_point = null from locked l
        where b.id = l.id and b.state = any(${`{${from.join(',')}}`}::text[]) returning b.id`,
  );
  if (ended.length < new Set(boxIds).size)
    throw new Refusal('wrongState', { noun: 'box', wanted: state, allowed: from });
}
