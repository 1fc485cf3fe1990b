import type { Verdict } from './refusal.ts';
import { stepVerdict, type Transitions } from './state-machine.ts';
import type { RouteState } from './vocabulary.ts';

/** Routes and the trips within them live through the same states; a halted one waits for its traveller's next plan. */
export const routeTransitions: Transitions<RouteState> = {
  planned: ['running', 'superseded'],
  running: ['done', 'superseded', 'halted'],
  halted: ['running', 'done', 'superseded'],
  done: [],
  superseded: [],
};

export function routeVerdict(from: RouteState, to: RouteState): Verdict<RouteState> {
  return stepVerdict({ noun: 'route', transitions: routeTransitions, from, to });
}

export function tripVerdict(from: RouteState, to: RouteState): Verdict<RouteState> {
  return stepVerdict({ noun: 'trip', transitions: routeTransitions, from, to });
}
