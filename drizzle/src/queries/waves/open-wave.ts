import { and, eq, isNull } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { Id } from '../../rules/ids.ts';
import { waves } from '../../schema/waves.ts';

/** A wave that is still to be planned, or nothing. */
export async function openWave(db: Reader, waveId: Id): Promise<{ cityId: Id } | undefined> {
  const [wave] = await db
    .select({ cityId: waves.cityId })
    .from(waves)
    .where(and(eq(waves.id, waveId), isNull(waves.plannedAt)));
  return wave;
}
