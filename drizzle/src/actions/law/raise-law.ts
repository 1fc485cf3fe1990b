import { eq, sql } from 'drizzle-orm';
import type { ActionTx } from '../../database/transaction.ts';
import { appendEvent } from '../../events/outbox.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import { cities } from '../../schema/cities.ts';
import { laws } from '../../schema/zones.ts';
import { requestWave } from '../waves/request-wave.ts';
import { judgeUnfinished, type TouchedRoute } from './judge-unfinished.ts';

export interface LawChange {
  readonly cityId: Id;
  readonly zoneId: Id;
  readonly cause: 'zoneInForce' | 'zoneEnded';
}

/**
 * The law changes now: the city's version rises by one, every unfinished leg is judged again from where its traveller is,
 * and what no longer holds is taken back and planned anew.
 */
export async function raiseLaw(
  tx: ActionTx,
  { cityId, zoneId, cause }: LawChange,
): Promise<{ lawVersion: number; touched: TouchedRoute[] }> {
  const [city] = await tx.db
    .update(cities)
    .set({ lawVersion: sql`${cities.lawVersion} + 1` })
    .where(eq(cities.id, cityId))
    .returning({ lawVersion: cities.lawVersion });
  if (!city) throw new Refusal('notFound', { cityId });
  const { lawVersion } = city;

  await tx.db.insert(laws).values({ cityId, version: lawVersion, inForceFrom: tx.now, cause, zoneId });
  await appendEvent(tx, { name: 'law.changed.v1', cityId, payload: { cityId, lawVersion } });
  const touched = await judgeUnfinished(tx, { cityId, lawVersion, zoneId });
  await requestWave(tx, { cityId, cause: 'lawChanged' });
  return { lawVersion, touched };
}
