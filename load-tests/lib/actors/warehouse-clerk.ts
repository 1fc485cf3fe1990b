import type { balance } from '@baogong/api/contract/warehouses';
import type { z } from 'zod';
import { session } from '../session.ts';
import { oversold, wrongAnswers } from '../thresholds.ts';

type Balance = z.infer<typeof balance>;

/** Counts the units that were promised twice: reserved beyond what is on hand. */
export function countOversold(token: string): void {
  const me = session(token);
  const warehouseId = me.get('/v1/me').json('warehouseId') as string | undefined;
  if (!warehouseId) {
    wrongAnswers.add(1);
    return;
  }

  const balances = me.get('/v1/warehouses/{id}/balances', { id: warehouseId }).json('items') as unknown as Balance[];
  for (const { onHand, reserved } of balances) oversold.add(Math.max(0, reserved - onHand));
}
