import type { Verdict } from './refusal.ts';
import { accepted, refused } from './verdict.ts';

/** From each state, the states that may follow it; a state with an empty list is an end. */
export type Transitions<S extends string> = Readonly<Record<S, readonly S[]>>;

interface Step<S extends string> {
  readonly noun: string;
  readonly transitions: Transitions<S>;
  readonly from: S;
  readonly to: S;
}

/** May the thing pass from one state to the other? Asking for the state that it has already is told apart. */
export function stepVerdict<S extends string>({ noun, transitions, from, to }: Step<S>): Verdict<S> {
  if (from === to) return refused('alreadyDone', { noun, is: from });

  const allowed = transitions[from];
  return allowed.includes(to) ? accepted(to) : refused('wrongState', { noun, is: from, wanted: to, allowed });
}

/** Nothing follows an end. */
export function isEnd<S extends string>(transitions: Transitions<S>, state: S): boolean {
  return transitions[state].length === 0;
}
