import { expect, it } from 'vitest';
import { concurrencyGate } from './gate.ts';

it('so many tasks run at once, and the next follows in order even after a failure', async () => {
  const gate = concurrencyGate(2);
  const started: string[] = [];
  const finish: (() => void)[] = [];
  const tasks = Promise.allSettled(
    ['a', 'b', 'c', 'd'].map((name, i) =>
      gate(async () => {
        started.push(name);
        await new Promise<void>((resolve) => {
          finish[i] = resolve;
        });
        if (name === 'a') throw new Error('a failed');
      }),
    ),
  );
  for (const [i, expected] of ['ab', 'abc', 'abcd', 'abcd'].entries()) {
    await everyPromise();
    expect(started.join('')).toBe(expected);
    finish[i]?.();
  }
  expect((await tasks).map((task) => task.status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
});

/** Lets every promise that can go on do so. */
function everyPromise(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
