import { and, eq, isNull } from 'drizzle-orm';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';
import { cities } from '../../schema/cities.ts';

/** From now on the city plans a wave every interval; a city that already does goes on as it was. */
export async function openWaves(
  tx: ActionTx,
  { cityId, waveIntervalS }: { cityId: Id; waveIntervalS: number },
): Promise<void> {
  const nextWaveAt = new Date(tx.now.getTime() + waveIntervalS * 1000);
  await tx.db
    .update(cities)
    .set({ nextWaveAt, waveIntervalS })
    .where(and(eq(cities.id, cityId), isNull(cities.nextWaveAt)));
}
