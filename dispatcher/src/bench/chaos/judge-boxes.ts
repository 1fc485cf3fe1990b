import type { Database } from '@baogong/drizzle/database/port';
import { rows } from '@baogong/drizzle/database/rows';
import { sql } from 'drizzle-orm';

/**
 * After a wave every box that was packed before it was asked for has exactly one stop that it is assigned to, or is named by
 * the wave as left out, with the reason.
 */
export async function forgottenOrDoubled(database: Database, waveId: string): Promise<string[]> {
  const found = await database.read((db) =>
    rows<{ id: string; active: number; reason: string | null }>(
      db,
      sql`select b.id, u.reason,
            (select count(*)::int from stop_boxes s where s.box_id = b.id and s.active) as active
          from waves w join boxes b on b.city_id = w.city_id and b.packed_at < w.due_at
          left join unplanned u on u.box_id = b.id and u.wave_id = w.id
          where w.id = ${waveId} and b.state in ('packed', 'loaded', 'handedOver', 'held')`,
    ),
  );
  return found.flatMap(({ id, active, reason }) => {
    if (active > 1) return [`box ${id} has ${active} active assignments`];
    return active === 0 && !reason ? [`box ${id} is forgotten by wave ${waveId}`] : [];
  });
}
