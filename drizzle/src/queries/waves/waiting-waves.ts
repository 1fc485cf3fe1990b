import { asc, isNull } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { Id } from '../../rules/ids.ts';
import { waves } from '../../schema/waves.ts';

/** Waves that were asked for and are still to be planned, the oldest first. */
export async function waitingWaves(db: Reader, { limit }: { limit: number }): Promise<Id[]> {
  const waiting = await db
    .select({ id: waves.id })
    .from(waves)
    .where(isNull(waves.plannedAt))
    .orderBy(asc(waves.dueAt))
    .limit(limit);
  return waiting.map(({ id }) => id);
}
