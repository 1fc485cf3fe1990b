import { sql } from 'drizzle-orm';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { Custodian } from '../../rules/custodian.ts';
import type { LngLat } from '../../rules/geo.ts';
import type { Id } from '../../rules/ids.ts';
import { toEwkbHex } from '../../schema/columns/ewkb.ts';
import { setOrderStates } from './set-order-states.ts';

/** A traveller stops for good at a place: the boxes that he has aboard wait there for somebody else. Gives their ids. */
export async function holdBoxes(
  tx: ActionTx,
  { custodian, point }: { custodian: Custodian; point: LngLat },
): Promise<Id[]> {
  const place = toEwkbHex({ type: 'Point', coordinates: point });
  const held = await rows<{ id: Id; orderId: Id }>(
    tx.db,
    sql`with locked as (
          select id from boxes where custodian_kind = ${custodian.kind} and custodian_id = ${custodian.id}::uuid
            and state = 'loaded' order by id for update
        )
        update boxes b set state = 'held', held_point = ${place}::geometry from locked l
        where b.id = l.id returning b.id, b.order_id as "orderId"`,
  );
  await setOrderStates(tx, { boxIds: held.map(({ id }) => id) });
  return held.map(({ id }) => id);
}
