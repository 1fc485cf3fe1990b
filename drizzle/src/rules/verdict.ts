import { Refusal, type RefusalDetails, type Verdict } from './refusal.ts';
import type { RefusalCode } from './refusal-codes.ts';

/** The rule says yes, and what follows from it. */
export function accepted(): Verdict;
export function accepted<T>(value: T): Verdict<T>;
export function accepted<T>(value?: T): Verdict<T | undefined> {
  return { ok: true, value };
}

/** The rule says no; the details name the field, the value that came and what would be accepted. */
export function refused(code: RefusalCode, details?: RefusalDetails): Verdict<never> {
  return { ok: false, refusal: new Refusal(code, details) };
}

/** For actions: the accepted value, or the refusal thrown, so that the transaction rolls back. */
export function orThrow<T>(verdict: Verdict<T>): T {
  if (!verdict.ok) throw verdict.refusal;
  return verdict.value;
}
