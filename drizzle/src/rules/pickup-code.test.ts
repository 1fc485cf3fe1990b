import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPickupCode, normalPickupCode, pickupCode, samePickupCode } from './pickup-code.ts';

const code = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }).map(pickupCode);

describe('pickup code', () => {
  it('is six digits of which the last checks the others', () => {
    // Damm's own example: 572 has the check digit 4.
    expect(pickupCode(0.00572)).toBe('005724');
    expect([pickupCode(0), pickupCode(0.99999999)].map((text) => text.slice(0, 5))).toEqual(['00000', '99999']);
    fc.assert(fc.property(code, (text) => text.length === 6 && Number.isInteger(Number(text))));
    fc.assert(fc.property(code, isPickupCode));
  });

  it('one wrong digit is always noticed', () => {
    fc.assert(
      fc.property(code, fc.nat({ max: 5 }), fc.integer({ min: 1, max: 9 }), (text, at, by) => {
        const wrong = text.slice(0, at) + ((Number(text[at]) + by) % 10) + text.slice(at + 1);
        expect(isPickupCode(wrong)).toBe(false);
        expect(samePickupCode(wrong, text)).toBe(false);
      }),
    );
  });

  it('two neighbours in the wrong order are always noticed', () => {
    fc.assert(
      fc.property(code, fc.nat({ max: 4 }), (text, at) => {
        const [one = '', other = ''] = [text[at], text[at + 1]];
        const wrong = text.slice(0, at) + other + one + text.slice(at + 2);
        expect(isPickupCode(wrong)).toBe(one === other);
      }),
    );
  });

  it('may be typed with spaces, hyphens and full-width digits', () => {
    expect(normalPickupCode(' 00５－7 2-4\t')).toBe('005724');
    expect(isPickupCode('005 724')).toBe(true);
    expect(samePickupCode('005–724', '005724')).toBe(true);
  });

  it('texts of another length or with letters are no codes, and equal only themselves', () => {
    for (const text of ['', '00572', '0057240', '00572a', 'x005724', '005724x']) {
      expect(isPickupCode(text)).toBe(false);
      expect(samePickupCode(text, '005724')).toBe(false);
    }
    expect(samePickupCode('005724005724', '005724')).toBe(false);
    fc.assert(fc.property(code, code, (one, other) => samePickupCode(one, other) === (one === other)));
  });
});
