import { check } from 'k6';
import { wrongAnswers } from './thresholds.ts';

/** A statement that must hold of every answer; one that does not is counted as wrong. */
export function expectThat(statement: string, holdsTrue: boolean): void {
  if (!check(holdsTrue, { [statement]: (value) => value })) wrongAnswers.add(1);
}
