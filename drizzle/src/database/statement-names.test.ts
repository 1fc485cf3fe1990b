import { expect, it } from 'vitest';
import { StatementNames } from './statement-names.ts';

it('names a text from its second use on, always the same', () => {
  const names = new StatementNames();
  expect(names.nameOf('select 1')).toBeUndefined();
  expect(names.nameOf('select 2')).toBeUndefined();
  const name = names.nameOf('select 1');
  expect(name).toBeDefined();
  expect(names.nameOf('select 1')).toBe(name);
  expect(names.nameOf('select 2')).not.toBe(name);
});

it('gives a bounded number of names, and goes on without', () => {
  const names = new StatementNames();
  const texts = Array.from({ length: 1_000 }, (_, i) => `select ${i}`);
  const twice = texts.map((text) => [names.nameOf(text), names.nameOf(text)][1]);
  expect(twice.filter((name) => name !== undefined)).toHaveLength(400);
  expect(names.nameOf(texts[0] ?? '')).toBe(twice[0]);
  expect(names.nameOf(texts[999] ?? '')).toBeUndefined();
});

it('forgets the texts that were seen once and long ago', () => {
  const names = new StatementNames();
  names.nameOf('select of old');
  for (let i = 0; i < 2_001; i++) names.nameOf(`select ${i}`);
  expect(names.nameOf('select of old')).toBeUndefined();
});
