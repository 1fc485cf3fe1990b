import { and, eq, gt, isNull, or } from 'drizzle-orm';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';
import { cities } from '../../schema/cities.ts';

/** Boxes that reach a gate come in bursts; one wave a few minutes later serves them together. */
const SOON_MS = 5 * 60_000;

/** Brings the city's next wave forward, so that boxes which wait at a gate or with a stopped rider are not left for long. */
export async function requestWaveSoon(tx: ActionTx, { cityId }: { cityId: Id }): Promise<void> {
  const soon = new Date(tx.now.getTime() + SOON_MS);
  await tx.db
    .update(cities)
    .set({ nextWaveAt: soon })
    .where(and(eq(cities.id, cityId), or(isNull(cities.nextWaveAt), gt(cities.nextWaveAt, soon))));
}
