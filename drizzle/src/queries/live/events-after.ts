import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { Id } from '../../rules/ids.ts';
import { outbox } from '../../schema/transport.ts';

/** A numbered row of the outbox. */
export interface NumberedEvent {
  readonly seq: number;
  readonly cityId: Id;
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface EventsAfterInput {
  readonly seq: number;
  readonly limit: number;
  /** All cities when left out. */
  readonly cityId?: Id;
}

/** What happened behind a number, in order. */
export async function eventsAfter(db: Reader, { seq, limit, cityId }: EventsAfterInput): Promise<NumberedEvent[]> {
  const found = await db
    .select({ seq: outbox.seq, cityId: outbox.cityId, name: outbox.name, payload: outbox.payload })
    .from(outbox)
    .where(and(gt(outbox.seq, seq), cityId ? eq(outbox.cityId, cityId) : undefined))
    .orderBy(asc(outbox.seq))
    .limit(limit);
  return found.flatMap(({ seq: number, ...event }) => (number === null ? [] : [{ ...event, seq: number }]));
}

/** The newest number given, 0 when nothing has happened yet. */
export async function newestSeq(db: Reader): Promise<number> {
  const [newest] = await db.select({ seq: sql<number | string>`coalesce(max(${outbox.seq}), 0)` }).from(outbox);
  return Number(newest?.seq ?? 0);
}
