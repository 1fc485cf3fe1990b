import { desc, eq, isNull, or } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { Id } from '../../rules/ids.ts';
import { deadLetters } from '../../schema/dead-letters.ts';

export interface LettersAsked {
  readonly cityId: Id;
  /** Also those of no city, which concern the whole system. */
  readonly wholeSystem: boolean;
}

/** Which letters somebody may see: those of his city, and who administers it those of the system. */
export function lettersFor({ cityId, wholeSystem }: LettersAsked) {
  const own = eq(deadLetters.cityId, cityId);
  return wholeSystem ? or(own, isNull(deadLetters.cityId)) : own;
}

/** Jobs that have failed for good, the newest first. */
export function newestDeadLetters(db: Reader, { limit, ...asked }: LettersAsked & { readonly limit: number }) {
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
    .where(lettersFor(asked))
    .orderBy(desc(deadLetters.at), desc(deadLetters.id))
    .limit(limit);
}
