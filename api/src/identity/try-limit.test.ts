import { Refusal } from '@baogong/drizzle/rules/refusal';
import { expect, it } from 'vitest';
import { tryLimit } from './try-limit.ts';

function limited() {
  let now = 0;
  const limit = tryLimit({ max: 2, windowS: 10, nowMs: () => now });
  return {
    ...limit,
    passS: (seconds: number) => {
      now += seconds * 1000;
    },
  };
}

it('an asker has his tries in a window, is told how long it lasts, and has them again in the next', () => {
  const { spend, passS } = limited();
  spend('one');
  passS(4);
  spend('one');
  expect(() => spend('one')).toThrow(
    expect.toSatisfy((refusal) => refusal instanceof Refusal && refusal.details.retryAfterS === 6),
  );
  spend('another');
  passS(6);
  spend('one');
});

it('a try that is given back can be spent again', () => {
  const { spend } = limited();
  for (let i = 0; i < 5; i++) spend('one')();
  spend('one');
  spend('one');
  expect(() => spend('one')).toThrow('tooManyTries');
});
