import { expect, it } from 'vitest';
import { warehouseWords } from './warehouse-words.ts';
import { commandWords } from './words.ts';

it('both languages take the same parameters', () => {
  for (const [zh, en] of Object.values({ ...commandWords, ...warehouseWords })) {
    const names = [zh, en].map((text) => [...text.matchAll(/\{\w+\}/g)].map(String).sort());
    expect(names[0]).toEqual(names[1]);
  }
});
