import type { Database, Reader } from '@baogong/drizzle/database/port';
import { rows } from '@baogong/drizzle/database/rows';
import { outbox } from '@baogong/drizzle/schema/transport';
import { asc, inArray, isNull, sql } from 'drizzle-orm';

export interface WaitingEvent {
  readonly id: string;
  readonly name: string;
  readonly cityId: string;
  readonly payload: unknown;
}

/** One number-giver at a time on the whole database, so that a number that is visible is never followed by a smaller one. */
const NUMBERING_LOCK = 0x6f757462;

/** The oldest events that have no number yet. */
export async function waitingEvents(database: Database, max: number): Promise<WaitingEvent[]> {
  return database.read((db) =>
    db
      .select({ id: outbox.id, name: outbox.name, cityId: outbox.cityId, payload: outbox.payload })
      .from(outbox)
      .where(isNull(outbox.seq))
      .orderBy(asc(outbox.recordedAt), asc(outbox.id))
      .limit(max),
  );
}

/**
 * Gives the events of a batch the next numbers, in order, and tells the live streams the newest one. Rows that another
 * relay is numbering at this moment are left to it.
 */
export async function numberBatch(database: Database, ids: readonly string[]): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${NUMBERING_LOCK})`);
    const claimed = sql`
      select ${outbox.id}, row_number() over (order by ${outbox.recordedAt}, ${outbox.id}) as place
      from (
        select * from ${outbox} where ${inArray(outbox.id, [...ids])} and ${isNull(outbox.seq)} for update skip locked
      ) as ${outbox}`;
    await tx.execute(sql`
      update ${outbox} set seq = newest.seq + claimed.place
      from (${claimed}) as claimed, (select coalesce(max(seq), 0) as seq from ${outbox}) as newest
      where ${outbox.id} = claimed.id`);
    await tx.execute(sql`select pg_notify('events', (select max(seq)::text from ${outbox}))`);
  });
}

/** How far the outbox has come: what still waits, and the newest number. */
export async function outboxState(db: Reader): Promise<{ waiting: number; newest: number }> {
  const [state] = await rows<{ waiting: number; newest: number }>(
    db,
    sql`select (select count(*) from ${outbox} where ${isNull(outbox.seq)}) as waiting,
               (select coalesce(max(seq), 0) from ${outbox}) as newest`,
  );
  return state ?? { waiting: 0, newest: 0 };
}
