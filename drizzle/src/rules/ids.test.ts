import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatUuid, newId, uuidV7 } from './ids.ts';

const bytes = fc.uint8Array({ minLength: 10, maxLength: 12 });
const instant = fc.nat({ max: 2 ** 48 - 1 });

it('is a UUID of version 7 that begins with its milliseconds', () => {
  fc.assert(
    fc.property(instant, bytes, (ms, random) => {
      const id = uuidV7(ms, random);
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(ms);
    }),
  );
});

it('equals the example of RFC 9562', () => {
  // Appendix A.6: 2022-02-22T19:22:22Z, rand_a CC3, rand_b 18C4DC0C0C07398F.
  const random = new Uint8Array([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
  expect(uuidV7(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  expect(uuidV7(0x017f22e279b0, new Uint8Array([...random, 0xff, 0xff]))).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
});

it('sorts by the time of making', () => {
  fc.assert(
    fc.property(instant, instant, bytes, bytes, (one, other, r1, r2) => {
      if (one !== other) expect(uuidV7(one, r1) < uuidV7(other, r2)).toBe(one < other);
    }),
  );
});

it('new ids differ and carry the present time', () => {
  const before = Date.now();
  const ids = Array.from({ length: 1_000 }, newId);
  expect(new Set(ids).size).toBe(1_000);
  const ms = Number.parseInt((ids[0] ?? '').replace('-', '').slice(0, 12), 16);
  expect(ms).toBeGreaterThanOrEqual(before);
  expect(ms).toBeLessThanOrEqual(Date.now());
});

it('writes bytes in the text form', () => {
  expect(formatUuid(Uint8Array.from({ length: 16 }, (_, i) => i))).toBe('00010203-0405-0607-0809-0a0b0c0d0e0f');
});
