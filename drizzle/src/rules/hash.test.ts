import { expect, it } from 'vitest';
import { hash128 } from './hash.ts';

function hex(text: string): string {
  return hash128(text)
    .map((word) => word.toString(16).padStart(8, '0'))
    .join('');
}

it('equals the reference MurmurHash3 x86 128', () => {
  expect(hex('')).toBe('00000000000000000000000000000000');
  expect(hex('a')).toBe('a794933c5556b01b5556b01b5556b01b');
  expect(hex('0123456789abcde')).toBe('3c76c46d4d0818c0add433daa78673fa');
  expect(hex('0123456789abcdef')).toBe('fb7d440936aed30a48ad1d9b572b3bfd');
  expect(hex('I will not buy this record, it is scratched.')).toBe('a0a9683b25ac5e40d9af2895890dddf5');
});

it('gives every tail length and every byte a say', () => {
  const texts = Array.from({ length: 48 }, (_, n) => 'a'.repeat(n)).flatMap((text) => [text, `${text}b`, `b${text}`]);
  expect(new Set(texts.map(hex)).size).toBe(new Set(texts).size);
});
