import type { Verdict } from './refusal.ts';
import { stepVerdict, type Transitions } from './state-machine.ts';
import type { StopState } from './vocabulary.ts';

/** A stop that was never reached may fail or be superseded; one that was reached ends there. */
export const stopTransitions: Transitions<StopState> = {
  planned: ['arrived', 'failed', 'superseded'],
  arrived: ['done', 'failed'],
  done: [],
  failed: [],
  superseded: [],
};

export function stopVerdict(from: StopState, to: StopState): Verdict<StopState> {
  return stepVerdict({ noun: 'stop', transitions: stopTransitions, from, to });
}
