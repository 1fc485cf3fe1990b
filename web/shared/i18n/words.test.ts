import { describe, expect, it } from 'vitest';
import { sessionWords } from '../api/words.ts';
import * as domain from './domain-words.ts';
import { fill, type Pair, pick } from './words.ts';

const catalogues = [sessionWords, ...Object.values(domain).filter((one) => typeof one === 'object')];
const pairs = catalogues.flatMap((catalogue) => Object.entries<Pair>(catalogue));

describe('words', () => {
  it('are said in both languages, with the same parameters', () => {
    for (const [key, [zh, en]] of pairs) {
      expect(zh.length * en.length, key).toBeGreaterThan(0);
      expect(parameters(zh), key).toEqual(parameters(en));
    }
  });

  it('take parameters where they are named, and keep a name that is missing in sight', () => {
    expect(fill('{count} 件，{sum}', { count: 2 })).toBe('2 件，{sum}');
    expect(pick(['订单', 'Order'], 'en')).toBe('Order');
  });
});

function parameters(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();
}
