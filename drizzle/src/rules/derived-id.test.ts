import fc from 'fast-check';
import { expect, it } from 'vitest';
import { derivedId } from './derived-id.ts';

it('is the same id on every machine and in every release', () => {
  expect(derivedId('shatou:1', 'household', 7)).toMatchInlineSnapshot(`"93105ce9-4aaf-80d1-a0e7-270259cb995d"`);
});

it('is a version 8 UUID of the RFC variant', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.nat(), (namespace, kind, ordinal) => {
      expect(derivedId(namespace, kind, ordinal)).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
    }),
  );
});

it('gives 20,000 things of a city 20,000 ids', () => {
  const ids = new Set<string>();
  for (const kind of ['household', 'building']) {
    for (let n = 0; n < 10_000; n++) ids.add(derivedId('shatou:1', kind, n));
  }
  expect(ids.size).toBe(20_000);
});

it('keeps namespace, kind and ordinal apart', () => {
  const ids = [derivedId('ab', 'c', 1), derivedId('a', 'bc', 1), derivedId('ab', 'c1', 0), derivedId('ab', 'c', 11)];
  expect(new Set(ids).size).toBe(4);
});
