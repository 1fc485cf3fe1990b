import type { Verdict } from './refusal.ts';
import { accepted, refused } from './verdict.ts';

interface Asked {
  readonly field: string;
  readonly value: unknown;
  /** Most that is accepted; what a person may ask for is policy, what a warehouse may receive is larger. */
  readonly max: number;
}

/** Amounts are whole numbers from 1; anything else is named, with what would be accepted. */
export function quantityVerdict({ field, value, max }: Asked): Verdict<number> {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 && value <= max) return accepted(value);

  return refused('quantityInvalid', { field, value: shown(value), accepted: `a whole number from 1 to ${max}` });
}

/** JSON has no word for these numbers, and a long text says no more than a short one. */
function shown(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  return typeof value === 'string' ? value.slice(0, 40) : value;
}
