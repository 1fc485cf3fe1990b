import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { wholeNumber } from './whole-number.ts';

it('a bench cannot be met by doing nothing', () => {
  expect(wholeNumber(['rounds', '300'])).toBe(300);
  for (const text of ['0', '-1', '1.5', 'x', '', '1e9', ' 3'])
    expect(() => wholeNumber(['rounds', text])).toThrow(/^--rounds .*: accepted is a whole number from 1 to 1000000$/);
  expect(wholeNumber(['rounds', '0'], { min: 0 })).toBe(0);
});

it.each([
  [['bench-last-units', '--rounds', '0'], '--rounds 0: accepted is a whole number from 1'],
  [['bench-kill', '--kills', 'x'], '--kills x: accepted is a whole number from 1'],
  [['bench-queue-loss', '--foo'], "Unknown option '--foo'"],
  [['migrate', '--foo'], "Unknown option '--foo'"],
])('%j is refused in a sentence', (args, sentence) => {
  const run = fileURLToPath(new URL('../../bin/run.mjs', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [run, ...args], { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toContain(sentence);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});
