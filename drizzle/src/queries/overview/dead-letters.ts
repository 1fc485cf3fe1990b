import { desc } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import { deadLetters } from '../../schema/dead-letters.ts';

/** Jobs that have failed for good, the newest first. */
export function newestDeadLetters(db: Reader, { limit }: { limit: number }) {
  return db
    .select({
      id: deadLetters.id,
      at: deadLetters.at,
      job: deadLetters.name,
      payload: deadLetters.payload,
      attempts: deadLetters.attempts,
      reason: deadLetters.reason,
    })
    .from(deadLetters)
    .orderBy(desc(deadLetters.at), desc(deadLetters.id))
    .limit(limit);
}
