import { and, eq, isNull } from 'drizzle-orm';
import type { ActionTx } from '../../database/transaction.ts';
import { appendEvent } from '../../events/outbox.ts';
import { type Id, newId } from '../../rules/ids.ts';
import { waves } from '../../schema/waves.ts';

export type WaveCause = 'due' | 'lawChanged' | 'healthChanged' | 'boxesWaiting' | 'asked';

/**
 * Asks for one planning of the city's open boxes. A wave that is still waiting to be planned serves this cause too; one that
 * has waited since an earlier instant is called out once more, because its job may have failed for good.
 */
export async function requestWave(tx: ActionTx, { cityId, cause }: { cityId: Id; cause: WaveCause }): Promise<Id> {
  const [waiting] = await tx.db
    .select({ id: waves.id, dueAt: waves.dueAt })
    .from(waves)
    .where(and(eq(waves.cityId, cityId), isNull(waves.plannedAt)))
    .limit(1);
  if (waiting && waiting.dueAt >= tx.now) return waiting.id;
  if (waiting) {
    await appendEvent(tx, { name: 'wave.due.v1', cityId, payload: { waveId: waiting.id } });
    return waiting.id;
  }

  const waveId = newId();
  await tx.db.insert(waves).values({ id: waveId, cityId, cause, dueAt: tx.now });
  await appendEvent(tx, { name: 'wave.due.v1', cityId, payload: { waveId } });
  return waveId;
}
