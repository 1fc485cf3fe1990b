import { expect, it } from 'vitest';
import { InvariantError, Refusal, Unavailable } from './refusal.ts';
import { accepted, orThrow, refused } from './verdict.ts';

it('an accepted value comes out as it went in', () => {
  expect(accepted(7)).toEqual({ ok: true, value: 7 });
  expect(accepted()).toEqual({ ok: true, value: undefined });
  expect(orThrow(accepted('yes'))).toBe('yes');
});

it('a refusal is thrown by whoever needs the value', () => {
  const verdict = refused('overQuota', { accepted: 3 });
  expect(verdict.ok).toBe(false);
  expect(() => orThrow(verdict)).toThrow(Refusal);
  expect(() => orThrow(verdict)).toThrow('overQuota: ');
});

it('each kind of error keeps its name and its cause', () => {
  const cause = new Error('socket');
  const unavailable = new Unavailable('routing is down', { cause });
  expect([unavailable.name, unavailable.message, unavailable.cause]).toEqual(['Unavailable', 'routing is down', cause]);
  const invariant = new InvariantError('two custodians', { cause });
  expect([invariant.name, invariant.message, invariant.cause]).toEqual(['InvariantError', 'two custodians', cause]);
});
