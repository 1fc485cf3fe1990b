import { eq, lte } from 'drizzle-orm';
import type { ActionTx } from '../../database/transaction.ts';
import { cities } from '../../schema/cities.ts';
import { requestWave } from '../waves/request-wave.ts';

/** Cities whose next wave is due get one; the one after it is due an interval later. */
export async function openDueWaves(tx: ActionTx): Promise<number> {
  const due = await tx.db
    .select({ id: cities.id, waveIntervalS: cities.waveIntervalS })
    .from(cities)
    .where(lte(cities.nextWaveAt, tx.now))
    .orderBy(cities.id)
    .for('no key update', { skipLocked: true });
  for (const city of due) {
    const nextWaveAt = new Date(tx.now.getTime() + city.waveIntervalS * 1000);
    await tx.db.update(cities).set({ nextWaveAt }).where(eq(cities.id, city.id));
    await requestWave(tx, { cityId: city.id, cause: 'due' });
  }
  return due.length;
}
