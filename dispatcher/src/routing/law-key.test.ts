import { expect, it } from 'vitest';
import { lawKeyOf } from './law-key.ts';
import { squareAround } from './testing/ascii-town.ts';

const [one, other] = [squareAround([121.4, 31.2], 50), squareAround([121.5, 31.2], 50)];

it('laws have one key exactly when they forbid the same ground in the same way', () => {
  const again = structuredClone(one);
  expect(lawKeyOf({ avoid: [one, other], enterOnly: [] })).toBe(
    lawKeyOf({ avoid: [other, again, one], enterOnly: [] }),
  );
  const keys = [
    { avoid: [one, other], enterOnly: [] },
    { avoid: [one], enterOnly: [other] },
    { avoid: [], enterOnly: [one, other] },
    { avoid: [one], enterOnly: [], confineTo: other },
    { avoid: [], enterOnly: [] },
  ].map(lawKeyOf);
  expect(new Set(keys).size).toBe(keys.length);
});
