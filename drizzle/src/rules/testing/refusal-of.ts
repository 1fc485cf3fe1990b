import type { Refusal, Verdict } from '../refusal.ts';

/** The refusal of a verdict that should be negative. */
export function refusalOf(verdict: Verdict<unknown>): Refusal {
  if (verdict.ok) throw new Error(`accepted: ${JSON.stringify(verdict.value)}`);
  return verdict.refusal;
}
