import { desc, eq } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { Id } from '../../rules/ids.ts';
import { waves } from '../../schema/waves.ts';

const UNPLANNED = 'unplanned.';

/** Waves of a city, newest first; `reasons` counts the boxes that each left out. */
export async function recentWaves(db: Reader, { cityId, limit }: { cityId: Id; limit: number }) {
  const found = await db
    .select({
      id: waves.id,
      cause: waves.cause,
      dueAt: waves.dueAt,
      plannedAt: waves.plannedAt,
      lawVersion: waves.lawVersion,
      planMs: waves.planMs,
      counts: waves.counts,
    })
    .from(waves)
    .where(eq(waves.cityId, cityId))
    .orderBy(desc(waves.dueAt), desc(waves.id))
    .limit(limit);
  return found.map(({ counts, ...wave }) => ({ ...wave, ...split(counts ?? {}) }));
}

function split(counts: Record<string, number>) {
  const entries = Object.entries(counts);
  return {
    counts: Object.fromEntries(entries.filter(([name]) => !name.startsWith(UNPLANNED))),
    reasons: Object.fromEntries(
      entries.flatMap(([name, count]) => (name.startsWith(UNPLANNED) ? [[name.slice(UNPLANNED.length), count]] : [])),
    ),
  };
}
