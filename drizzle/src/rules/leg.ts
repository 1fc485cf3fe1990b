import type { Verdict } from './refusal.ts';
import { stepVerdict, type Transitions } from './state-machine.ts';
import type { LegState } from './vocabulary.ts';

/** A leg is driven or it is not; the piece driven before a change of law is a leg of its own. */
export const legTransitions: Transitions<LegState> = {
  planned: ['driven', 'superseded'],
  driven: [],
  superseded: [],
};

export function legStateVerdict(from: LegState, to: LegState): Verdict<LegState> {
  return stepVerdict({ noun: 'leg', transitions: legTransitions, from, to });
}
