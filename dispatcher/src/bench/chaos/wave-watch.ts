import type { Database } from '@baogong/drizzle/database/port';
import { rows } from '@baogong/drizzle/database/rows';
import { waves } from '@baogong/drizzle/schema/waves';
import { eq, sql } from 'drizzle-orm';

/** Which process plans a wave at this moment: it holds the wave's name. */
export async function plannerOf(database: Database, waveId: string): Promise<string | undefined> {
  // As who logged in: the names of processes are told to their own role.
  const [holder] = await database.transaction(
    (db) =>
      rows<{ name: string }>(
        db,
        sql`select a.application_name as name from pg_locks l join pg_stat_activity a on a.pid = l.pid
            where l.locktype = 'advisory' and l.granted and l.objsubid = 1
              and (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended(${`plan-wave ${waveId}`}, 0)`,
      ),
    { role: 'owner' },
  );
  return holder?.name;
}

export async function isPlanned(database: Database, waveId: string): Promise<boolean> {
  const [wave] = await database.read((db) =>
    db.select({ plannedAt: waves.plannedAt }).from(waves).where(eq(waves.id, waveId)),
  );
  return wave?.plannedAt != null;
}

/** Boxes of a planned wave and of those that it left out; and when its commit began. */
export async function countsOfWave(database: Database, waveId: string) {
  const [wave] = await database.read((db) =>
    db.select({ counts: waves.counts, plannedAt: waves.plannedAt }).from(waves).where(eq(waves.id, waveId)),
  );
  const { boxes = 0, unplanned = 0 } = wave?.counts ?? {};
  return { assigned: boxes, left: unplanned, plannedAt: wave?.plannedAt ?? new Date(0) };
}
