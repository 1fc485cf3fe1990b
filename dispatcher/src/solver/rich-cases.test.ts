import { describe, expect, it } from 'vitest';
import { handfuls, judgeRichCase, richCase, richKinds } from './testing/rich/rich-case.ts';
import { validateProblem } from './validate-problem.ts';

/** `npm run bench:rich` judges a thousand of each kind. */
const seeds = Array.from({ length: 50 }, (_, index) => index + 1);

describe('rich problems', () => {
  it.each(richKinds)('never get an invalid plan, nor a reason that does not hold: %s', (kind) => {
    for (const seed of seeds) {
      validateProblem(richCase(kind, seed));
      expect(judgeRichCase(kind, seed, 10)).toMatchObject({ seed, broken: [] });
    }
  });

  it.each(handfuls)('cost what the best of all plans costs: %s', (kind) => {
    for (const seed of seeds) {
      const { cost, optimum } = judgeRichCase(kind, seed, 1000);
      expect({ seed, cost }).toEqual({ seed, cost: optimum });
    }
  });
});
