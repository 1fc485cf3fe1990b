import { InvariantError, Unavailable } from '@baogong/drizzle/rules/refusal';
import { expect, it } from 'vitest';
import { circuitBreaker } from './circuit-breaker.ts';

const broken = () => Promise.reject(new Unavailable('broken'));
const working = async () => 'answer';

it('after failures in a row nothing is asked until the rest is over, then one trial decides', async () => {
  let now = 0;
  let asked = 0;
  const breaker = circuitBreaker({ failuresMax: 2, restMs: 100, restMsMax: 150, nowMs: () => now });
  const ask = (task: () => Promise<string>) =>
    breaker('OSRM', () => {
      asked++;
      return task();
    });

  await expect(ask(broken)).rejects.toThrow('broken');
  await expect(ask(broken)).rejects.toThrow('broken');
  await expect(ask(working)).rejects.toThrow('OSRM is left alone after 2 failures in a row');
  expect(asked).toBe(2);

  now = 100;
  await expect(ask(broken)).rejects.toThrow('broken');
  // The rest has doubled, up to its limit.
  now = 249;
  await expect(ask(working)).rejects.toThrow('left alone');
  now = 250;
  const trial = ask(working);
  await expect(ask(working)).rejects.toThrow('left alone');
  expect(await trial).toBe('answer');
  expect(await Promise.all([ask(working), ask(working)])).toEqual(['answer', 'answer']);
});

it('a no is an answer and whoever gave up says nothing about the engine', async () => {
  const breaker = circuitBreaker({ failuresMax: 1 });
  const no = () => Promise.reject(new InvariantError('no'));
  const abort = () => Promise.reject(new DOMException('enough', 'AbortError'));
  await expect(breaker('OSRM', no)).rejects.toThrow('no');
  await expect(breaker('OSRM', abort)).rejects.toThrow('enough');
  expect(await breaker('OSRM', working)).toBe('answer');
});
