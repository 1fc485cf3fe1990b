import type { Verdict } from './refusal.ts';
import { accepted, refused } from './verdict.ts';

/** A fact is told within this time of its beginning, before or after it; anything else is a mistyped date. */
export const FACT_DAYS_APART_MAX = 30;
/** No colour is given for longer than this. */
export const FACT_DAYS_LONG_MAX = 366;

const DAY_MS = 24 * 3_600_000;

interface Span {
  readonly kind: 'code' | 'test';
  readonly validFrom: Date;
  readonly validTo?: Date | undefined;
}

/** May a fact about a rider's health with this span be recorded now? */
export function healthSpanVerdict({ kind, validFrom, validTo }: Span, now: Date): Verdict {
  const refuse = (field: string, value: Date, wanted: string) =>
    refused('invalidInput', { field, value: value.toISOString(), accepted: wanted });
  if (validTo && validTo <= validFrom) return refuse('validTo', validTo, `after ${validFrom.toISOString()}`);
  if (kind === 'test' && validFrom > now) return refuse('validFrom', validFrom, 'a sample that was taken');

  const [first, last] = [shifted(now, -FACT_DAYS_APART_MAX), shifted(now, FACT_DAYS_APART_MAX)];
  if (validFrom < first || validFrom > last) {
    return refuse('validFrom', validFrom, `from ${first.toISOString()} to ${last.toISOString()}`);
  }
  const ends = shifted(validFrom, FACT_DAYS_LONG_MAX);
  if (validTo && validTo > ends) return refuse('validTo', validTo, `not after ${ends.toISOString()}`);
  return accepted();
}

function shifted(at: Date, days: number): Date {
  return new Date(at.getTime() + days * DAY_MS);
}
