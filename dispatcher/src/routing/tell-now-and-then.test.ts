import { Unavailable } from '@baogong/drizzle/rules/refusal';
import { expect, it } from 'vitest';
import { tellNowAndThen } from './tell-now-and-then.ts';

it('a broken engine is told of at once, and then with how often it has failed since', () => {
  let now = 0;
  const told: string[] = [];
  const onUnavailable = tellNowAndThen(
    ({ engine, times }) => told.push(`${engine} ${times}`),
    () => now,
  );
  const fail = (engine: string) => onUnavailable(new Unavailable('gone'), engine);
  fail('osrm');
  for (let i = 0; i < 5; i++) fail('osrm');
  fail('valhalla');
  now = 10_000;
  fail('osrm');
  expect(told).toEqual(['osrm 1', 'valhalla 1', 'osrm 6']);
});
