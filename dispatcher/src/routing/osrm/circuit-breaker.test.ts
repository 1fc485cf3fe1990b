import { InvariantError, Unavailable } from '@baogong/drizzle/rules/refusal';
import { expect, it } from 'vitest';
import { circuitBreaker, Silence } from './circuit-breaker.ts';

const broken = () => Promise.reject(new Unavailable('broken'));
const working = async () => 'answer';

it('after failures in a row nothing is asked until the rest is over, then one trial decides', async () => {
  let now = 0;
  let asked = 0;
  const breaker = circuitBreaker({ failuresMax: 2, restMs: 100, restMsMax: 150, nowMs: () => now });
  const ask = (task: () => Promise<string>) =>
    breaker({
      name: 'OSRM',
      task: () => {
        asked++;
        return task();
      },
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
  const ask = (task: () => Promise<string>) => breaker({ name: 'OSRM', task });
  await expect(ask(no)).rejects.toThrow('no');
  await expect(ask(abort)).rejects.toThrow('enough');
  expect(await ask(working)).toBe('answer');
});

it('one silence is enough to be left alone', async () => {
  const breaker = circuitBreaker({ failuresMax: 3, nowMs: () => 0 });
  const silent = () => Promise.reject(new Silence('not a word'));
  await expect(breaker({ name: 'OSRM', task: silent })).rejects.toThrow('not a word');
  await expect(breaker({ name: 'OSRM', task: working })).rejects.toThrow('left alone');
});

it('answers that come late are used, and after some in a row nothing is asked for a while', async () => {
  let now = 0;
  const breaker = circuitBreaker({ failuresMax: 2, restMs: 100, nowMs: () => now });
  const ask = (tookMs: number) =>
    breaker({
      name: 'OSRM',
      lateMs: 30,
      task: async () => {
        now += tookMs;
        return 'answer';
      },
    });
  expect([await ask(31), await ask(30), await ask(31), await ask(31)]).toEqual(Array(4).fill('answer'));
  await expect(ask(1)).rejects.toThrow('left alone after 2 failures in a row');
  now += 100;
  expect([await ask(1), await ask(31), await ask(1)]).toEqual(Array(3).fill('answer'));
});
